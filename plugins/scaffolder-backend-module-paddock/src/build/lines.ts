const maxLine = 2_000;

// CSI, OSC (ended by BEL or ST), other string sequences, and two-character escapes: ECMA-48, sections 5.3 to 5.6.
const escapes =
  // eslint-disable-next-line no-control-regex
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b(?:\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[PX^_][^\u001b]*(?:\u001b\\)?|[ -/]*[0-~])/g;

// What is left of C0, DEL, C1, and the marks that change the direction of text; a tab stays.
const controls =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

/** One line of a program's output as plain text that cannot move a cursor, colour a terminal or forge another line. */
export function neutralise(line: string): string {
  const plain = line
    .slice(0, maxLine * 2)
    .replace(escapes, '')
    .replace(controls, '\ufffd');
  return plain.length > maxLine || line.length > maxLine * 2
    ? `${plain.slice(0, maxLine)} … (cut)`
    : plain;
}

/**
 * Cuts chunks into lines; a carriage return ends one too, as progress bars use it. A line that never ends is given out
 * in pieces, so that memory stays bounded.
 */
export function createLineSplitter(onLine: (line: string) => void) {
  const decoder = new TextDecoder();
  let rest = '';

  const give = (line: string) => {
    const text = neutralise(line).trimEnd();
    if (text !== '') onLine(text);
  };

  return {
    push(chunk: Uint8Array) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split(
        /\r\n|\n|\r/,
      );
      rest = parts.pop() ?? '';
      parts.forEach(give);
      if (rest.length > maxLine * 2) {
        give(rest);
        rest = '';
      }
    },
    end() {
      give(rest);
      rest = '';
    },
  };
}
