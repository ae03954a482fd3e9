import { InputError } from '@backstage/errors';
import { isLabelKey, isLabelValue } from './labelNames';

type Labels = Readonly<Record<string, string>>;
export type LabelMatch = (labels: Labels) => boolean;

// One piece of a selector: an operator, a key or a value. White space is as upstream has it.
const piece = /[ \t\r\n]*(==|!=|[=!(),<>]|[^=!(),<> \t\r\n]+)/y;
const operators = new Set(['==', '!=', '=', '!', '(', ')', ',', '<', '>']);
const ofTwo = new Set(['=', '==', '!=', '<', '>', 'in', 'notin']);

/** Own properties only: a label may be called `constructor`. */
const valueOf = (labels: Labels, name: string) =>
  Object.hasOwn(labels, name) ? labels[name] : undefined;

function refuse(found: string | undefined): never {
  const what = found === undefined ? 'its end' : JSON.stringify(found);
  throw new InputError(
    `The label selector has a part that Kubernetes does not know, at ${what.slice(
      0,
      80,
    )}. Correct the annotation backstage.io/kubernetes-label-selector.`,
  );
}

/** The pieces of a selector, one after the other. */
function createReader(selector: string) {
  const pieces: string[] = [];
  piece.lastIndex = 0;
  for (
    let found = piece.exec(selector)?.[1];
    found !== undefined;
    found = piece.exec(selector)?.[1]
  ) {
    pieces.push(found);
  }
  let next = 0;
  return {
    peek: () => pieces[next],
    take: () => pieces[next++],
    /** A key or a value. `in` and `notin` are such too where no operator can be. */
    takeWord() {
      const found = pieces[next++];
      if (found === undefined || operators.has(found)) refuse(found);
      return found;
    },
  };
}

type Reader = ReturnType<typeof createReader>;

const ends = (found: string | undefined) =>
  found === undefined || found === ',';

function readKey(reader: Reader): string {
  const key = reader.takeWord();
  if (!isLabelKey(key)) refuse(key);
  return key;
}

function checkValue(value: string): string {
  if (!isLabelValue(value)) refuse(value);
  return value;
}

/** `(a,b)`; between commas, and between none, is the empty value. */
function readValues(reader: Reader): Set<string | undefined> {
  if (reader.peek() !== '(') refuse(reader.peek());
  const values = new Set<string>();
  do {
    reader.take();
    const found = reader.peek();
    const isEmpty = found === ',' || found === ')';
    values.add(isEmpty ? '' : checkValue(reader.takeWord()));
  } while (reader.peek() === ',');
  if (reader.take() !== ')') refuse(undefined);
  return values;
}

const int64 = (text: string | undefined) => {
  if (text === undefined || !/^[+-]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? value : undefined;
};

function compare(name: string, operator: '<' | '>', text: string): LabelMatch {
  const limit = int64(text);
  if (limit === undefined) refuse(text);
  return labels => {
    const value = int64(valueOf(labels, name));
    if (value === undefined) return false;
    return operator === '<' ? value < limit : value > limit;
  };
}

function readRequirement(reader: Reader): LabelMatch {
  if (reader.peek() === '!') {
    reader.take();
    const name = readKey(reader);
    return labels => valueOf(labels, name) === undefined;
  }
  const name = readKey(reader);
  if (ends(reader.peek())) return labels => valueOf(labels, name) !== undefined;

  const operator = reader.take();
  if (operator === undefined || !ofTwo.has(operator)) refuse(operator);
  if (operator === 'in' || operator === 'notin') {
    const values = readValues(reader);
    return operator === 'in'
      ? labels => values.has(valueOf(labels, name))
      : labels => !values.has(valueOf(labels, name));
  }
  const wanted = ends(reader.peek()) ? '' : checkValue(reader.takeWord());
  if (operator === '<' || operator === '>') {
    return compare(name, operator, wanted);
  }
  return operator === '!='
    ? labels => valueOf(labels, name) !== wanted
    : labels => valueOf(labels, name) === wanted;
}

/**
 * Reads a label selector exactly as Kubernetes does (labels.Parse of apimachinery), except that an empty one, which
 * selects everything there, is refused: `a=b,c!=d,e in (x,y),f notin (z),g,!h,i>1`.
 * @throws InputError for what is not one
 */
export function parseLabelSelector(selector: string): LabelMatch {
  if (selector.length > 2_000) {
    throw new InputError('The label selector is longer than 2,000 characters.');
  }
  const reader = createReader(selector);
  if (reader.peek() === undefined) {
    throw new InputError('The label selector is empty.');
  }
  const terms = [readRequirement(reader)];
  while (reader.peek() !== undefined) {
    const comma = reader.take();
    if (comma !== ',') refuse(comma);
    terms.push(readRequirement(reader));
  }
  return labels => terms.every(matches => matches(labels));
}
