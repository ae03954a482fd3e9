export interface DiffLine {
  is: 'same' | 'gone' | 'new';
  text: string;
}

/** More comparisons than this are not worth the wait: the part that differs is shown as a whole. */
const mostCells = 1_000_000;

/** What became of the lines of a text: those that stay are found by their longest common sequence. */
export function diffLines(before: string, after: string): DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  ) {
    end += 1;
  }
  return [
    ...mark('same', a.slice(0, start)),
    ...diffMiddle(
      a.slice(start, a.length - end),
      b.slice(start, b.length - end),
    ),
    ...mark('same', a.slice(a.length - end)),
  ];
}

const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

const mark = (is: DiffLine['is'], lines: string[]): DiffLine[] =>
  lines.map(text => ({ is, text }));

function diffMiddle(a: string[], b: string[]): DiffLine[] {
  if (a.length * b.length > mostCells) {
    return [...mark('gone', a), ...mark('new', b)];
  }
  const common = commonLengths(a, b);
  const found: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const here = a[i] ?? '';
    if (here === b[j]) {
      found.push({ is: 'same', text: here });
      i += 1;
      j += 1;
    } else if ((common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)) {
      found.push({ is: 'gone', text: here });
      i += 1;
    } else {
      found.push({ is: 'new', text: b[j] ?? '' });
      j += 1;
    }
  }
  return [...found, ...mark('gone', a.slice(i)), ...mark('new', b.slice(j))];
}

/** How long the longest common sequence is from each place on. */
function commonLengths(a: string[], b: string[]): Uint32Array[] {
  const lengths = a.map(() => new Uint32Array(b.length + 1));
  lengths.push(new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i]!;
    const next = lengths[i + 1]!;
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] =
        a[i] === b[j] ? next[j + 1]! + 1 : Math.max(next[j]!, row[j + 1]!);
    }
  }
  return lengths;
}

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
