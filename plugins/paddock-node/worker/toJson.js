// @ts-check

const { isAlias, isMap, isScalar, isSeq } = require('yaml');
const { Refusal } = require('./guard');

/** Programs further on could take the first two for something of the language, and the last one means a merge. */
const refusedKeys = new Set(['__proto__', 'constructor', '<<']);

/** @param {unknown} key @returns {string} */
function keyText(key) {
  if (key === null) return '';
  if (isScalar(key)) return String(key.value ?? '');
  throw new Refusal(
    'has a key that is no plain word. Use letters, digits and dashes.',
  );
}

/** Written as an escape. No database keeps it. @param {string} text */
function checkString(text) {
  if (!text.includes('\0')) return text;
  throw new Refusal('holds the character U+0000. Remove it.');
}

/** @param {unknown} value */
const shown = value => JSON.stringify(String(value).slice(0, 80));

/**
 * A composed document as what JSON can say. Aliases are followed, and count as if what they name were written out: a
 * few hundred bytes can say billions.
 *
 * @param {unknown} root
 * @param {import('./guard').Limits} limits
 */
function toJson(root, limits) {
  /** What has an anchor, and how much it holds; undefined while it is being read. */
  const anchored = new Map();
  const spent = { items: 0, characters: 0, aliases: 0 };

  /** @param {number} items @param {number} characters */
  function spend(items, characters) {
    spent.items += items;
    spent.characters += characters;
    const most = limits.itemsPerDocument ?? Infinity;
    if (spent.items > most) {
      throw new Refusal(
        `has more than ${most} keys and items in one document. Split it.`,
      );
    }
    if (spent.items > 2 * limits.items || spent.characters > limits.bytes) {
      throw new Refusal(
        'is too large once its aliases are written out. Use fewer of them.',
      );
    }
  }

  /** @param {{source: string}} alias */
  function follow({ source }) {
    spent.aliases += 1;
    if (spent.aliases > limits.aliases) {
      throw new Refusal(
        `has more than ${limits.aliases} aliases. Write them out.`,
      );
    }
    const target = anchored.get(source);
    if (!target) {
      throw new Refusal(
        `has the alias ${shown(source)}, and no such anchor before it.`,
      );
    }
    spend(target.items, target.characters);
    return target;
  }

  /** @param {any} map @param {number} depth */
  function readMap(map, depth) {
    const seen = new Set();
    /** @type {Record<string, unknown>} */
    const result = {};
    let deepest = 0;
    for (const { key, value } of map.items) {
      const text = checkString(keyText(key));
      if (refusedKeys.has(text)) {
        throw new Refusal(
          `has the key ${text}, which is not allowed. Remove it.`,
        );
      }
      if (seen.has(text)) {
        throw new Refusal(`has the key ${shown(text)} twice in one place.`);
      }
      seen.add(text);
      spend(1, text.length);
      const inner = read(value, depth + 1);
      deepest = Math.max(deepest, inner.height);
      result[text] = inner.value;
    }
    return { value: result, height: deepest + 1 };
  }

  /** @param {any} seq @param {number} depth */
  function readSeq(seq, depth) {
    let deepest = 0;
    const value = seq.items.map((/** @type {unknown} */ item) => {
      spend(1, 0);
      const inner = read(item, depth + 1);
      deepest = Math.max(deepest, inner.height);
      return inner.value;
    });
    return { value, height: deepest + 1 };
  }

  /** @param {unknown} scalar */
  function readScalar(scalar) {
    const value = isScalar(scalar) ? scalar.value ?? null : null;
    if (typeof value === 'string') spend(0, checkString(value).length);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Refusal(
        'holds a number that is not finite. Quote it, or write it shorter.',
      );
    }
    return { value, height: 0 };
  }

  /** @param {any} node @param {number} depth @returns {{value: unknown, height: number}} */
  function readPlain(node, depth) {
    if (isMap(node)) return readMap(node, depth);
    if (isSeq(node)) return readSeq(node, depth);
    return readScalar(node);
  }

  /** @param {any} node @param {number} depth @returns {{value: unknown, height: number}} */
  function read(node, depth) {
    const before = { ...spent };
    const anchor = node?.anchor;
    // Within itself an anchor names nothing yet: what holds itself has no end.
    if (anchor) anchored.delete(anchor);
    const result = isAlias(node) ? follow(node) : readPlain(node, depth);
    if (depth + result.height > limits.depth) {
      throw new Refusal(
        `is nested deeper than ${limits.depth} levels. Make it flatter.`,
      );
    }
    if (anchor) {
      anchored.set(anchor, {
        ...result,
        items: spent.items - before.items,
        characters: spent.characters - before.characters,
      });
    }
    return result;
  }

  return read(root, 0).value;
}

module.exports = { toJson };
