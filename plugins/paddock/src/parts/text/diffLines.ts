import { diffArrays } from 'diff';

export interface DiffLine {
  is: 'same' | 'gone' | 'new';
  text: string;
}

/** Texts that differ by more lines are not worth the wait: they are shown as a whole. */
const maxEditLength = 1_000;

/** What became of the lines of a text. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  const parts = diffArrays(a, b, { maxEditLength });
  if (!parts) return [...mark('gone', a), ...mark('new', b)];
  return parts.flatMap(({ added, removed, value }) => {
    if (added) return mark('new', value);
    return mark(removed ? 'gone' : 'same', value);
  });
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

const mark = (is: DiffLine['is'], lines: string[]): DiffLine[] =>
  lines.map(text => ({ is, text }));

export type DiffPart = DiffLine | { is: 'skipped'; lines: number };

/** Leaves out what stays, but for a few lines around each change. */
export function shortened(lines: DiffLine[], around = 2): DiffPart[] {
  const isNear = lines.map((_, at) =>
    lines
      .slice(Math.max(0, at - around), at + around + 1)
      .some(({ is }) => is !== 'same'),
  );
  const parts: DiffPart[] = [];
  for (const [at, line] of lines.entries()) {
    const last = parts.at(-1);
    if (isNear[at]) parts.push(line);
    else if (last?.is === 'skipped') last.lines += 1;
    else parts.push({ is: 'skipped', lines: 1 });
  }
  return parts;
}
