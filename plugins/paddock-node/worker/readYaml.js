// @ts-check

const { CST, Composer, Lexer, LineCounter, Parser } = require('yaml');
const { Refusal, checkText, countLexemes } = require('./guard');
const { toJson } = require('./toJson');

/** Quadratic in the library, so keys are compared in toJson. */
const options = {
  version: /** @type {const} */ ('1.2'),
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: true,
  logLevel: /** @type {const} */ ('silent'),
};

/** @param {unknown} parser @returns {unknown[]} */
const stackOf = parser => /** @type {{stack: unknown[]}} */ (parser).stack;

/** @param {string} text @param {import('./guard').Limits} limits @param {LineCounter} lines */
function* parseTokens(text, limits, lines) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const lexemes = new Lexer().lex(text);
  for (const lexeme of countLexemes(lexemes, limits, CST.tokenType)) {
    yield* parser.next(lexeme);
    // Above the levels themselves are the document and the value that is being read.
    if (stackOf(parser).length > limits.depth + 3) {
      throw new Refusal(
        `is nested deeper than ${limits.depth} levels. Make it flatter.`,
      );
    }
  }
  yield* parser.end();
}

/** @param {LineCounter} lines @returns {(message: string, at: number) => never} */
const createRefuse = lines => {
  /** @type {Refusal | undefined} */
  let first;
  return (message, at) => {
    const { line, col } = lines.linePos(at);
    // The library catches what is thrown here in places, and comes again with it.
    first ??= new Refusal(
      `cannot be read as YAML: ${message.slice(
        0,
        200,
      )} (line ${line}, column ${col})`,
    );
    throw first;
  };
};

/**
 * Ends at the first problem. The library would collect them all: an error for every second character of a string.
 *
 * @param {(message: string, at: number) => never} refuse
 */
function createComposer(refuse) {
  const composer = new Composer(options);
  /** @param {number | [number, number] | {offset: number}} source @param {string} _code @param {string} message */
  const onError = (source, _code, message) => {
    const [at] = [source].flat();
    refuse(message, typeof at === 'object' ? at.offset : at);
  };
  return Object.assign(composer, { onError });
}

/**
 * The documents of a YAML text as what JSON can say; empty ones are left out.
 *
 * @param {string} text
 * @param {import('./guard').Limits} limits
 * @returns {unknown[]}
 * @throws {Refusal}
 */
function readYaml(text, limits) {
  checkText(text);
  const lines = new LineCounter();
  const refuse = createRefuse(lines);
  const composer = createComposer(refuse);
  const values = [];
  let documents = 0;
  for (const document of composer.compose(parseTokens(text, limits, lines))) {
    for (const { message, pos } of [...document.errors, ...document.warnings]) {
      refuse(message, pos[0]);
    }
    documents += 1;
    if (documents > limits.documents) {
      throw new Refusal(
        `holds more than ${limits.documents} documents. Split it.`,
      );
    }
    const value = toJson(document.contents, limits);
    if (value !== null) values.push(value);
  }
  return values;
}

module.exports = { readYaml };
