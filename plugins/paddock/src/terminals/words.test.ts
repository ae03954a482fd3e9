import { wordsOf } from './words';

describe('the words of a command', () => {
  it.each([
    ['', []],
    ['  ls   -l ', ['ls', '-l']],
    [`sh -c 'echo "a b"; exec sh'`, ['sh', '-c', 'echo "a b"; exec sh']],
    ['echo "a \\" b" c\\ d', ['echo', 'a " b', 'c d']],
    [`echo ''`, ['echo', '']],
    ['echo $HOME *', ['echo', '$HOME', '*']],
  ])('%s', (line, words) => {
    expect(wordsOf(line)).toEqual({ is: 'words', words });
  });

  it.each([`sh -c 'x`, 'echo "x'])('are not known for %s', line => {
    expect(wordsOf(line)).toEqual({ is: 'open-quote' });
  });
});
