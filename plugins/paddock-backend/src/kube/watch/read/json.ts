const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** The index after the closing quote of the string that opens at `start`, or -1. */
function endOfString(json: Buffer, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = json.indexOf(QUOTE, at);
    if (quote < 0) return -1;
    let escapes = 0;
    while (json[quote - 1 - escapes] === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** The index after the object or array that opens at `start`, or -1 when it does not end. */
export function endOfValue(json: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === QUOTE) {
      const end = endOfString(json, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      depth += 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

const managedFields = Buffer.from('"managedFields":[');

/**
 * The JSON text without the `managedFields` arrays, which are a third of an
 * object's bytes and nothing we read. Only bytes that can be nothing else are
 * cut: a quote inside a string is always escaped, so a key is a key when a
 * comma or a brace stands before it. JSON of another layout stays whole.
 */
export function textWithoutManagedFields(json: Buffer): string {
  let text = '';
  let kept = 0;
  let at = json.indexOf(managedFields);
  while (at >= 0) {
    const before = json[at - 1];
    const end = endOfValue(json, at + managedFields.length - 1);
    if (end < 0) break;
    if (before === COMMA) {
      text += json.toString('utf8', kept, at - 1);
      kept = end;
    } else if (before === OPEN_BRACE) {
      text += json.toString('utf8', kept, at);
      kept = json[end] === COMMA ? end + 1 : end;
    }
    at = json.indexOf(managedFields, end);
  }
  return text + json.toString('utf8', kept);
}

const items = Buffer.from('"items":[');

/** The text of a Kubernetes list without its items, or undefined where it is laid out in another way. */
export function listHead(json: Buffer): string | undefined {
  const at = json.indexOf(items);
  return at < 0 ? undefined : `${json.toString('utf8', 0, at)}"items":[]}`;
}

/**
 * The elements of a Kubernetes list's `items`, each as its bytes, so that a page
 * of several megabytes is never parsed in one go.
 */
export function* listItems(json: Buffer): Generator<Buffer> {
  let at = json.indexOf(items) + items.length;
  while (json[at] === OPEN_BRACE) {
    const end = endOfValue(json, at);
    if (end < 0) throw new SyntaxError('The list of objects ends early');
    yield json.subarray(at, end);
    at = json[end] === COMMA ? end + 1 : end;
  }
}
