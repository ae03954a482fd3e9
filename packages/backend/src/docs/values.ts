import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';

/** What is wrong with one place of a mkdocs.yml. */
export class Refusal extends Error {
  constructor(readonly node: unknown, why: string) {
    super(why);
  }
}

/** Turns a node into what mkdocs is given; throws a Refusal. */
export type Reader<T = unknown> = (node: unknown, name: string) => T;

const longest = 500;

/** Pairs in their order; keys are words, and none is there twice. */
export function pairsOf(
  node: unknown,
  name: string,
): Array<{ key: string; at: Node; value: unknown }> {
  if (!isMap(node)) throw new Refusal(node, `${name} must have keys`);
  const seen = new Set<string>();
  return (node as YAMLMap).items.map(({ key, value }) => {
    const word = text(key, `a key of ${name}`);
    if (seen.has(word)) throw new Refusal(key, `${word} is there twice`);
    seen.add(word);
    return { key: word, at: key as Node, value };
  });
}

export function itemsOf(node: unknown, name: string): unknown[] {
  if (isSeq(node)) return node.items;
  throw new Refusal(node, `${name} must be a list`);
}

export const text: Reader<string> = (node, name) => {
  const value = isScalar(node) ? node.value : undefined;
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new Refusal(node, `${name} must be a text`);
  }
  const words = String(value);
  if (words.length > longest) {
    throw new Refusal(node, `${name} is longer than ${longest} characters`);
  }
  return words;
};

export const yesOrNo: Reader<boolean> = (node, name) => {
  if (isScalar(node) && typeof node.value === 'boolean') return node.value;
  throw new Refusal(node, `${name} must be true or false`);
};

/** true, false, a number or a text. */
export const plain: Reader<string | boolean> = (node, name) =>
  isScalar(node) && typeof node.value === 'boolean'
    ? node.value
    : text(node, name);

export const webAddress: Reader<string> = (node, name) => {
  const address = text(node, name);
  if (isWebAddress(address)) return address;
  throw new Refusal(node, `${name} must begin with https:// or http://`);
};

export const isWebAddress = (address: string) =>
  /^https?:\/\/[^\s\\]+$/i.test(address) && URL.canParse(address);

/** A path inside the folder that it is relative to, whatever system reads it. */
export const innerPath: Reader<string> = (node, name) => {
  const path = text(node, name);
  if (/^[/~]|^[a-z]:/i.test(path) || path.includes('\\')) {
    throw new Refusal(node, `${name} must be a relative path`);
  }
  if (path.split('/').includes('..')) {
    throw new Refusal(node, `${name} must not lead out of its folder with ..`);
  }
  return path;
};
