import { diffLines, shortened } from './diffLines';

const shown = (before: string, after: string) =>
  diffLines(before, after)
    .map(({ is, text }) => `${{ same: ' ', gone: '-', new: '+' }[is]}${text}`)
    .join('|');

describe('the difference of two texts', () => {
  it.each([
    ['', '', ''],
    ['', 'a', '+a'],
    ['a', '', '-a'],
    ['a\nb\nc', 'a\nb\nc', ' a| b| c'],
    ['a\nb\nc', 'a\nx\nc', ' a|-b|+x| c'],
    ['a\nb\nc\nd', 'b\nc\ne\nd', '-a| b| c|+e| d'],
    ['a\na\nb', 'a\nb', ' a|-a| b'],
    ['a\nb', 'b\na', '-a| b|+a'],
  ])('of %j and %j', (before, after, said) => {
    expect(shown(before, after)).toBe(said);
  });

  it('is whole blocks where the texts are too long to compare', () => {
    const many = (letter: string) =>
      Array.from({ length: 2_000 }, (_, at) => `${letter}${at}`).join('\n');
    const lines = diffLines(many('a'), many('b'));
    expect(lines.filter(({ is }) => is === 'gone')).toHaveLength(2_000);
    expect(lines.filter(({ is }) => is === 'new')).toHaveLength(2_000);
  });
});

it('leaves out what stays, but for what is around a change', () => {
  const before = Array.from({ length: 20 }, (_, at) => `${at}`);
  const after = before.with(10, 'ten');
  const parts = shortened(diffLines(before.join('\n'), after.join('\n')));
  expect(
    parts.map(part => (part.is === 'skipped' ? part.lines : part.text)),
  ).toEqual([8, '8', '9', '10', 'ten', '11', '12', 7]);
});
