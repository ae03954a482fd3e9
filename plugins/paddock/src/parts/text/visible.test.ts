import { visible } from './visible';

it.each([
  ['plain text\nand a tab\t', 'plain text\nand a tab\t'],
  ['a\u202eb', 'a\\u202eb'],
  ['zero\u200bwidth', 'zero\\u200bwidth'],
  ['\u001b[31mred', '\\u001b[31mred'],
  ['Größe 日本 😀', 'Größe 日本 😀'],
])('writes out what could mislead in %j', (text, shown) => {
  expect(visible(text)).toBe(shown);
});
