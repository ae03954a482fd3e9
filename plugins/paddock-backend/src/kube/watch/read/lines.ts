/** A line is longer than a Kubernetes object can be. */
export class LineTooLong extends Error {
  constructor(limit: number) {
    super(
      `The cluster sent a line of more than ${limit} bytes, which no Kubernetes object needs`,
    );
    this.name = 'LineTooLong';
  }
}

/**
 * Splits a byte stream at newlines. `push` returns the lines that are whole now,
 * without their newline; empty lines are left out.
 */
export function createLineSplitter(limit: number) {
  let pieces: Buffer[] = [];
  let waiting = 0;

  function finish(piece: Buffer): Buffer {
    const line = pieces.length > 0 ? Buffer.concat([...pieces, piece]) : piece;
    pieces = [];
    waiting = 0;
    return line;
  }

  return function push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(0x0a, start);
      const stop = end < 0 ? chunk.length : end;
      if (waiting + stop - start > limit) throw new LineTooLong(limit);
      if (end < 0) break;
      const line = finish(chunk.subarray(start, end));
      if (line.length > 0) lines.push(line);
      start = end + 1;
    }
    if (start < chunk.length) {
      pieces.push(chunk.subarray(start));
      waiting += chunk.length - start;
    }
    return lines;
  };
}
