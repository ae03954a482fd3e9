import { oneLine, visible } from './visible';

it.each([
  ['a\r\nb', 'a\nb', 'a\\u000ab'],
  ['a\tb', 'a\tb', 'a\\u0009b'],
  ['\u001b[31mred', '\\u001b[31mred', '\\u001b[31mred'],
  ['\u009b31m', '\\u009b31m', '\\u009b31m'],
  ['\u202egpj.exe', '\\u202egpj.exe', '\\u202egpj.exe'],
  ['nul\u0000', 'nul\\u0000', 'nul\\u0000'],
  ['\u2028', '\u2028', '\\u2028'],
  ['Größe €', 'Größe €', 'Größe €'],
])('makes %j visible', (text, seen, line) => {
  expect(visible(text)).toBe(seen);
  expect(oneLine(text.replace('\r\n', '\n'))).toBe(line);
});
