import { imagesInWords } from './images';

describe('the names of images', () => {
  it.each([
    [['app:1.8.2', 'proxy:3'], 'app:1.8.2, proxy:3'],
    [
      [`registry:5000/app@sha256:${'0123456789ab'.padEnd(64, 'c')}`],
      'registry:5000/app@sha256:0123456789ab…',
    ],
    [['app@sha256:short'], 'app@sha256:short'],
    [[], ''],
  ])('%j are told as %s', (images, words) => {
    expect(imagesInWords(images)).toBe(words);
  });
});
