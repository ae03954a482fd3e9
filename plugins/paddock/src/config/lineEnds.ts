interface Line {
  text: string;
  /** `''` of the last one. */
  end: string;
}

/** Every line with its own end: `\r\n`, `\n` or `\r`. */
function linesOf(text: string): Line[] {
  const parts = text.split(/(\r\n|\n|\r)/);
  return parts.flatMap((line, at) =>
    at % 2 === 0 ? { text: line, end: parts[at + 1] ?? '' } : [],
  );
}

/**
 * What was typed into a field that shows `before`. A field of text has one kind of line end only, so the ends of `before` are
 * put back: lines that stayed keep theirs, a new line takes that of the line above it.
 */
export function keepLineEnds(before: string, typed: string): string {
  const old = linesOf(before);
  const lines = typed.split('\n');
  const isSame = (at: number, from: number) => lines[at] === old[from]?.text;
  const shorter = Math.min(old.length, lines.length);
  let head = 0;
  while (head < shorter && isSame(head, head)) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    isSame(lines.length - 1 - tail, old.length - 1 - tail)
  ) {
    tail += 1;
  }
  const shift = old.length - lines.length;
  const last = lines.length - 1;
  let end = old[0]?.end || '\n';
  return lines
    .map((text, at) => {
      if (at === last) return text;
      const stayed = at > last - tail ? at + shift : at;
      const isNew = at <= last - tail && at >= old.length - tail;
      end = (isNew ? '' : old[stayed]?.end) || end;
      return text + end;
    })
    .join('');
}
