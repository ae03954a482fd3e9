import { keepLineEnds } from './lineEnds';

const mixed = 'dos\r\nunix\nold-mac\rend\n';

describe('what is typed into a value with line ends of its own', () => {
  it.each([
    ['a changed line of Windows', 'a\r\nb\r\n', 'a\nc\n', 'a\r\nc\r\n'],
    ['a changed line', 'a\nb\n', 'a\nc\n', 'a\nc\n'],
    ['nothing', mixed, 'dos\nunix\nold-mac\nend\n', mixed],
    [
      'a line more at the end',
      mixed,
      'dos\nunix\nold-mac\nend\nadded',
      `${mixed}added`,
    ],
    [
      'a changed line between',
      mixed,
      'dos\nunixes\nold-mac\nend\n',
      'dos\r\nunixes\nold-mac\rend\n',
    ],
    [
      'a new line above all',
      mixed,
      'new\ndos\nunix\nold-mac\nend\n',
      'new\r\ndos\r\nunix\nold-mac\rend\n',
    ],
    [
      'a new line between',
      mixed,
      'dos\nunix\nold-mac\nnew\nend\n',
      'dos\r\nunix\nold-mac\rnew\rend\n',
    ],
    ['a line less', mixed, 'dos\nold-mac\nend\n', 'dos\r\nold-mac\rend\n'],
    ['the same line twice', 'a\r\na\nb', 'a\na\na\nb', 'a\r\na\na\nb'],
    ['the last end less', mixed, 'dos\nunix\nold-mac\nend', mixed.slice(0, -1)],
    ['all of it less', mixed, '', ''],
    ['two lines at once', 'one', 'one\ntwo', 'one\ntwo'],
    ['blank lines at the end', 'x   \n\n\n', 'y   \n\n\n', 'y   \n\n\n'],
  ])('%s', (_, before, typed, after) => {
    expect(keepLineEnds(before, typed)).toBe(after);
  });
});
