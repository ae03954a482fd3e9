import { isMap, isScalar, isSeq } from 'yaml';
import {
  innerPath,
  isWebAddress,
  itemsOf,
  pairsOf,
  Refusal,
  text,
} from './values';

type NavItem = string | { [title: string]: string | NavItem[] };

const deepest = 8;

/** The tree of pages: titles, pages of docs_dir, and links. Nothing of another mkdocs.yml. */
export const nav = (node: unknown) => navItems(node, 1);

function navItems(node: unknown, depth: number): NavItem[] {
  if (isScalar(node) && typeof node.value === 'string') target(node);
  if (depth > deepest) {
    throw new Refusal(node, `nav is deeper than ${deepest} levels`);
  }
  return itemsOf(node, 'nav').map(item => {
    if (!isMap(item)) return target(item);
    return Object.fromEntries(
      pairsOf(item, 'nav').map(({ key, value }) => [
        key,
        isSeq(value) ? navItems(value, depth + 1) : target(value),
      ]),
    );
  });
}

function target(node: unknown): string {
  const value = text(node, 'an entry of nav');
  // mkdocs-monorepo-plugin, a part of techdocs-core, reads the file that follows, wherever it is.
  if (/^\s*[!*]/.test(value)) {
    throw new Refusal(
      node,
      `nav must name pages, and ${JSON.stringify(
        value,
      )} takes the docs of another mkdocs.yml in`,
    );
  }
  if (isWebAddress(value) || /^mailto:[^\s:]+$/i.test(value)) return value;
  if (/^[^/]*:/.test(value)) {
    throw new Refusal(
      node,
      'a link of nav must begin with https://, http:// or mailto:',
    );
  }
  return innerPath(node, 'a page of nav');
}
