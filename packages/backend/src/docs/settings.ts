import { InputError } from '@backstage/errors';
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import { extensions } from './extensions';
import { nav } from './nav';
import {
  innerPath,
  isWebAddress,
  itemsOf,
  pairsOf,
  Refusal,
  text,
  webAddress,
  yesOrNo,
  type Reader,
} from './values';

/** What an author's mkdocs.yml decides, as mkdocs takes it: all of it has been looked at. */
export type Settings = Record<string, unknown>;

const mostBytes = 64 * 1024;

/** The keys that are taken. One that is looked at and then decided by the portal reads as undefined. */
const readers = new Map<string, Reader>([
  ['site_name', text],
  ['site_description', text],
  ['site_author', text],
  ['site_url', webAddress],
  ['repo_url', webAddress],
  ['repo_name', text],
  ['edit_uri', editUri],
  ['docs_dir', innerPath],
  ['nav', nav],
  ['markdown_extensions', extensions],
  ['strict', yesOrNo],
  ['plugins', plugins],
  ['theme', theme],
]);

/**
 * Reads an author's mkdocs.yml by what is allowed in one; everything else is refused.
 *
 * @throws InputError with the line, and why
 */
export function readSettings(source: string, file: string): Settings {
  const lines = new LineCounter();
  const refused = (offset: number, why: string) =>
    new InputError(
      `The docs are not rendered: ${file}, line ${
        lines.linePos(offset).line || 1
      }: ${why}.`,
    );
  if (Buffer.byteLength(source) > mostBytes) {
    throw refused(0, `the file is larger than ${mostBytes / 1024} KiB`);
  }
  let document: Document.Parsed;
  try {
    document = parseDocument(source, {
      lineCounter: lines,
      // Its own check takes a time that grows with the square of the keys; pairsOf() looks for those that are there twice.
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
    });
    const [mistake] = document.errors;
    if (mistake) throw refused(mistake.pos[0], mistake.message);
    refuseMachinery(document);
    return settingsOf(document);
  } catch (error) {
    if (error instanceof Refusal) {
      const start = isNode(error.node) ? error.node.range?.[0] : 0;
      throw refused(start ?? 0, error.message);
    }
    if (error instanceof RangeError) throw refused(0, 'it is nested too deep');
    throw error;
  }
}

/** Tags make mkdocs call Python or read the environment; anchors and aliases make much out of little. */
function refuseMachinery(document: Document.Parsed): void {
  visit(document, {
    Node(_, node) {
      if (isAlias(node) || node.anchor) {
        throw new Refusal(node, 'anchors and aliases (& and *) are not taken');
      }
      if (node.tag) {
        throw new Refusal(node, `tags are not taken, and this is ${node.tag}`);
      }
    },
  });
}

function settingsOf({ contents }: Document.Parsed): Settings {
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return {};
  }
  const settings: Settings = {};
  for (const { key, at, value } of pairsOf(contents, 'the file')) {
    const read = readers.get(key);
    if (!read) {
      throw new Refusal(
        at,
        `${JSON.stringify(
          key,
        )} is not one of the keys that the portal takes (${[
          ...readers.keys(),
        ].join(', ')})`,
      );
    }
    const setting = read(value, key);
    if (setting !== undefined) settings[key] = setting;
  }
  return settings;
}

function editUri(node: unknown, name: string): string {
  const value = text(node, name);
  if (isWebAddress(value) || value === '') return value;
  // It is joined with repo_url, where a scheme or a host of its own would win.
  if (/[:\\\s]/.test(value) || value.startsWith('//')) {
    throw new Refusal(node, `${name} must be a path, or begin with https://`);
  }
  return value;
}

/** techdocs-core is always there, and brings its search with it. */
function plugins(node: unknown): undefined {
  for (const item of itemsOf(node, 'plugins')) {
    const name = isScalar(item) && item.value;
    if (name === 'techdocs-core' || name === 'search') continue;
    throw new Refusal(
      item,
      'the only plugin is techdocs-core, without options',
    );
  }
}

/** The look of docs is the portal's: TechDocs takes its own style and drops that of the page. */
function theme(node: unknown): undefined {
  const name = isMap(node)
    ? pairsOf(node, 'theme').map(({ key, at, value }) => {
        if (key === 'name') return value;
        throw new Refusal(at, 'of theme only the name is taken');
      })[0]
    : node;
  if (text(name, 'theme') !== 'material') {
    throw new Refusal(name, 'the only theme is material');
  }
}
