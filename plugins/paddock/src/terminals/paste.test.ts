import { lookAtPaste } from './paste';

describe('what is pasted', () => {
  it.each([
    ['one line', 'ls -l', { is: 'plain', text: 'ls -l' }],
    [
      'a line with its end',
      'ls\n',
      { is: 'several-lines', text: 'ls\n', lines: 2 },
    ],
    [
      'two lines of an old kind',
      'a\rb',
      { is: 'several-lines', text: 'a\rb', lines: 2 },
    ],
    [
      'hidden steering',
      'a\u001b[201~\u009bb\u0003',
      { is: 'plain', text: 'a[201~b' },
    ],
    ['other scripts', 'grüße\t日本', { is: 'plain', text: 'grüße\t日本' }],
    ['more than a terminal takes', 'ü'.repeat(65 * 1024), { is: 'too-long' }],
  ])('is looked at: %s', (_, text, expected) => {
    expect(lookAtPaste(text)).toEqual(expected);
  });
});
