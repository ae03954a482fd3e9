import { createLineSplitter, neutralise } from './lines';

describe('neutralise', () => {
  it.each([
    ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['a title', '\u001b]0;owned\u0007text', 'text'],
    ['a clipboard write', '\u001b]52;c;aGk=\u001b\\text', 'text'],
    ['a link', '\u001b]8;;http://x\u0007text\u001b]8;;\u0007', 'text'],
    ['a device string', '\u001bPq#0\u001b\\text', 'text'],
    ['an 8-bit sequence', '\u009b2Jtext', 'text'],
    ['backspaces and bells', 'a\b\u0007b', 'a\ufffd\ufffdb'],
    ['a reversed text', 'a\u202eb', 'a\ufffdb'],
    ['a forged line', 'a\u2028b', 'a\ufffdb'],
    ['a tab', 'a\tb', 'a\tb'],
  ])('takes out %s', (_, line, plain) => {
    expect(neutralise(line)).toBe(plain);
  });

  it('bounds the length', () => {
    expect(neutralise('x'.repeat(1e6)).length).toBeLessThan(2_020);
  });

  it('gets to the end of a line of unfinished sequences', () => {
    expect(neutralise('\u001b]'.repeat(1e6)).length).toBeLessThan(2_020);
  });
});

describe('createLineSplitter', () => {
  const split = (...chunks: Array<string | Uint8Array>) => {
    const lines: string[] = [];
    const splitter = createLineSplitter(line => lines.push(line));
    for (const chunk of chunks) splitter.push(Buffer.from(chunk as string));
    splitter.end();
    return lines;
  };

  it('joins what chunks cut, also inside a character', () => {
    const [first, second] = [
      Buffer.from('gr\u00fcn\n').subarray(0, 3),
      Buffer.from('gr\u00fcn\n').subarray(3),
    ];
    expect(split('one\ntw', 'o\r\n', first, second, 'rest')).toEqual([
      'one',
      'two',
      'grün',
      'rest',
    ]);
  });

  it('takes a progress bar as lines, and skips empty ones', () => {
    expect(split('10 %\r20 %\r\n\n30 %\n')).toEqual(['10 %', '20 %', '30 %']);
  });

  it('gives out a line that never ends in bounded pieces', () => {
    const lines = split(...Array.from({ length: 20 }, () => 'y'.repeat(1_000)));
    expect(lines.length).toBeGreaterThan(2);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThan(2_020);
  });
});
