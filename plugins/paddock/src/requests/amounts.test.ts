import { bytesInWords, cpuInWords } from './amounts';

it.each([
  [0, '0 B'],
  [1536, '1.5 KiB'],
  [8 * 1024 ** 3, '8 GiB'],
  [3 * 1024 ** 4, '3 TiB'],
])('says %d bytes as %s', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});

it.each([
  [0, '0 cores'],
  [500, '500 mCPU'],
  [1000, '1 core'],
  [4500, '4.5 cores'],
])('says %d thousandths of a core as %s', (milli, words) => {
  expect(cpuInWords(milli)).toBe(words);
});
