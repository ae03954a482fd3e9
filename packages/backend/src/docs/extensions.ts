import { isMap, isScalar } from 'yaml';
import { itemsOf, pairsOf, plain, Refusal, text } from './values';

type Extension = string | Record<string, Record<string, string | boolean>>;

/**
 * Extensions of Markdown that an author may name, each with the options that are taken. Left out are options that name a
 * path, an address, a command or a piece of Python, and extensions that are nothing without one.
 */
const allowed = new Map<string, readonly string[]>([
  ['abbr', []],
  ['admonition', []],
  ['attr_list', []],
  ['codehilite', ['guess_lang', 'linenums', 'use_pygments']],
  ['def_list', []],
  ['extra', []],
  ['fenced_code', []],
  ['footnotes', ['BACKLINK_TEXT', 'UNIQUE_IDS']],
  ['markdown_inline_graphviz', []],
  ['md_in_html', []],
  ['mdx_truly_sane_lists', ['nested_indent', 'truly_sane']],
  ['meta', []],
  ['nl2br', []],
  ['plantuml_markdown', []],
  ['pymdownx.arithmatex', ['generic']],
  ['pymdownx.betterem', ['smart_enable']],
  ['pymdownx.caret', ['insert', 'superscript', 'smart_insert']],
  ['pymdownx.critic', ['mode']],
  ['pymdownx.details', []],
  ['pymdownx.emoji', []],
  ['pymdownx.extra', []],
  [
    'pymdownx.highlight',
    [
      'anchor_linenums',
      'auto_title',
      'guess_lang',
      'linenums',
      'linenums_style',
      'line_spans',
      'pygments_lang_class',
      'use_pygments',
    ],
  ],
  ['pymdownx.inlinehilite', []],
  ['pymdownx.keys', []],
  [
    'pymdownx.magiclink',
    ['hide_protocol', 'provider', 'repo', 'repo_url_shortener', 'user'],
  ],
  ['pymdownx.mark', ['smart_mark']],
  ['pymdownx.progressbar', ['level_class']],
  ['pymdownx.saneheaders', []],
  ['pymdownx.smartsymbols', []],
  ['pymdownx.snippets', []],
  ['pymdownx.superfences', ['css_class', 'preserve_tabs']],
  ['pymdownx.tabbed', ['alternate_style', 'combine_header_slug']],
  ['pymdownx.tasklist', ['clickable_checkbox', 'custom_checkbox']],
  ['pymdownx.tilde', ['delete', 'smart_delete', 'subscript']],
  ['sane_lists', []],
  ['smarty', []],
  ['tables', []],
  ['toc', ['anchorlink', 'baselevel', 'permalink', 'title', 'toc_depth']],
]);

/** A list of names, or of names with options; mkdocs takes keys instead of a list, too. */
export function extensions(node: unknown): Extension[] {
  const name = 'markdown_extensions';
  const entries = isMap(node)
    ? pairsOf(node, name).map(extension)
    : itemsOf(node, name).map(item => {
        if (!isMap(item)) return extension({ key: text(item, name), at: item });
        const [only, second] = pairsOf(item, name);
        if (!only || second) {
          throw new Refusal(item, `an entry of ${name} must have one name`);
        }
        return extension(only);
      });
  // Set by the portal itself, since its pictures would come from a host of the web.
  return entries.filter(entry => entry !== 'pymdownx.emoji');
}

interface Entry {
  key: string;
  at: unknown;
  value?: unknown;
}

function extension({ key, at, value }: Entry): Extension {
  const options = allowed.get(key);
  if (!options) {
    throw new Refusal(
      at,
      `the extension ${JSON.stringify(
        key,
      )} is not one of those that the portal takes`,
    );
  }
  if (value === undefined || value === null) return key;
  if (isScalar(value) && value.value === null) return key;
  const chosen = pairsOf(value, key);
  for (const option of chosen) {
    if (!options.includes(option.key)) {
      throw new Refusal(
        option.at,
        `the option ${JSON.stringify(
          option.key,
        )} of ${key} is not one of those that the portal takes`,
      );
    }
  }
  if (chosen.length === 0) return key;
  return {
    [key]: Object.fromEntries(
      chosen.map(option => [option.key, plain(option.value, option.key)]),
    ),
  };
}
