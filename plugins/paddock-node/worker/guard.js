// @ts-check

/**
 * @typedef {object} Limits
 * @property {number} bytes of the text, and characters of what it says with its aliases written out
 * @property {number} documents
 * @property {number} items keys and list items together
 * @property {number} [itemsPerDocument] the same of one, with its aliases written out
 * @property {number} depth
 * @property {number} aliases
 */

/** What a person is told. Anything else that is thrown is an error of ours. */
class Refusal extends Error {}

/** What no text of people needs, and the lexer takes for its own marks. */
// eslint-disable-next-line no-control-regex
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?<=[\r\n])\ufeff/;

/** Lexemes there may be for each key or item: an indent, a mark, the value, a comment and some blank lines. */
const piecesEach = 12;

/** Each stands for one key or one item, whatever the style. */
const countable = new Set([
  'map-value-ind',
  'explicit-key-ind',
  'seq-item-ind',
  'comma',
]);

/**
 * The lexer's pieces of a text, while they are within the limits. Counting here keeps what comes after from ever
 * seeing more: neither the parser nor the composer is linear for every input.
 *
 * @param {Iterable<string>} lexemes
 * @param {Pick<Limits, 'items'>} limits
 * @param {(lexeme: string) => string | null} typeOf
 */
function* countLexemes(lexemes, { items }, typeOf) {
  let seen = 0;
  let pieces = 0;
  let isScalar = false;
  for (const lexeme of lexemes) {
    const type = isScalar ? null : typeOf(lexeme);
    isScalar = type === 'scalar';
    pieces += 1;
    if (type && countable.has(type)) seen += 1;
    if (seen > items) {
      throw new Refusal(`holds more than ${items} keys and items. Split it.`);
    }
    if (pieces > piecesEach * items) {
      throw new Refusal(
        'has too many lines, comments and marks. Split it, or take some out.',
      );
    }
    yield lexeme;
  }
}

/** @param {string} text */
function checkText(text) {
  const found = control.exec(text);
  if (!found) return;
  const code = found[0].charCodeAt(0).toString(16).padStart(4, '0');
  throw new Refusal(
    `holds the control character U+${code.toUpperCase()}. Remove it.`,
  );
}

module.exports = { Refusal, checkText, countLexemes };
