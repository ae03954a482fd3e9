import { parse } from 'yaml';
import { mkdocsYml } from './mkdocsYml';
import { readSettings } from './settings';

const read = (...lines: string[]) =>
  readSettings(['site_name: Docs', ...lines].join('\n'), 'mkdocs.yml');

/** Each with what the person is told; all of them stand in line 2 or below. */
const refused: Record<string, [lines: string[], line: number, why: RegExp]> = {
  'a server for diagrams': [
    [
      'markdown_extensions:',
      '  - plantuml_markdown:',
      '      server: http://x',
    ],
    4,
    /option "server" of plantuml_markdown/,
  ],
  'a folder for diagrams': [
    ['markdown_extensions:', '  plantuml_markdown: {base_dir: /etc}'],
    3,
    /option "base_dir"/,
  ],
  'snippets from elsewhere': [
    ['markdown_extensions: [pymdownx.snippets: {base_path: [/etc]}]'],
    2,
    /option "base_path"/,
  ],
  'snippets of the web': [
    ['markdown_extensions: [pymdownx.snippets: {url_download: true}]'],
    2,
    /option "url_download"/,
  ],
  'pictures of the disk': [
    ['markdown_extensions: [pymdownx.b64: {base_path: /}]'],
    2,
    /extension "pymdownx.b64"/,
  ],
  'an extension by its class': [
    ['markdown_extensions: ["pymdownx.snippets:SnippetExtension"]'],
    2,
    /extension "pymdownx.snippets:SnippetExtension"/,
  ],
  'an option that is imported': [
    ['markdown_extensions: [toc: {slugify: os.system}]'],
    2,
    /option "slugify"/,
  ],
  'an option with more inside': [
    ['markdown_extensions: [toc: {permalink: [x]}]'],
    2,
    /permalink must be a text/,
  ],
  'the docs of another file': [
    ["nav: '!include ../../else/mkdocs.yml'"],
    2,
    /takes the docs of another mkdocs.yml in/,
  ],
  'another file deeper in': [
    ['nav:', '  - Home: index.md', '  - More: [A: "!include /x/mkdocs.yml"]'],
    4,
    /another mkdocs.yml/,
  ],
  'many other files': [
    ["nav: [Home: '*include ./*/mkdocs.yml']"],
    2,
    /another mkdocs.yml/,
  ],
  'a page above docs_dir': [['nav: [a: ../../x.md]'], 2, /lead out of its/],
  'a script as a link': [
    ["nav: [a: 'javascript:alert(1)']"],
    2,
    /must begin with https/,
  ],
  'a tree without end': [
    [`nav: ${'[{a: '.repeat(12)}x.md${'}]'.repeat(12)}`],
    2,
    /deeper than 8/,
  ],
  hooks: [['hooks: [hook.py]'], 2, /"hooks" is not one of the keys/],
  INHERIT: [['INHERIT: ../base.yml'], 2, /"INHERIT" is not/],
  watch: [['watch: [/etc]'], 2, /"watch" is not/],
  'a stylesheet': [['extra_css: [http://x/a.css]'], 2, /"extra_css" is not/],
  'a script': [['extra_javascript: [a.js]'], 2, /"extra_javascript" is not/],
  'another folder for pages': [['site_dir: /etc'], 2, /"site_dir" is not/],
  'templates of its own': [
    ['theme: {name: material, custom_dir: /etc}'],
    2,
    /only the name/,
  ],
  'a theme from elsewhere': [['theme: mkdocs'], 2, /only theme is material/],
  'a plugin': [['plugins: [techdocs-core, macros]'], 2, /only plugin/],
  'a plugin with options': [['plugins:', '  - monorepo: {}'], 3, /only plugin/],
  'docs above': [['docs_dir: ../other'], 2, /lead out of its folder/],
  'docs in the middle above': [['docs_dir: a/../../b'], 2, /lead out of its/],
  'docs from the root': [['docs_dir: /etc'], 2, /relative path/],
  'docs of another system': [["docs_dir: 'C:\\x'"], 2, /relative path/],
  'a script to edit with': [
    ["edit_uri: 'javascript:alert(1)'"],
    2,
    /must be a path/,
  ],
  'another host to edit at': [["edit_uri: '//evil.example'"], 2, /must be a/],
  'a script as repository': [
    ["repo_url: 'javascript:alert(1)'"],
    2,
    /must begin with https/,
  ],
  'the environment': [['site_description: !ENV HOME'], 2, /tags .* !ENV/],
  Python: [
    ['site_description: !!python/object/apply:os.system [id]'],
    2,
    /tags are not taken/,
  ],
  'a key of Python': [['!!python/name:os.system : x'], 2, /tags are not/],
  anchors: [['site_author: &a x', 'repo_name: *a'], 2, /anchors and aliases/],
  'a merge': [['<<: {hooks: [x]}'], 2, /"<<" is not/],
  'a key that is there twice': [['docs_dir: a', 'docs_dir: b'], 3, /twice/],
  'what is no YAML': [['nav: [a'], 2, /./],
  'a second document': [['---', 'hooks: [x]'], 2, /document/],
};

describe('the mkdocs.yml of an author', () => {
  it.each(Object.entries(refused))('refuses %s', (_, [lines, line, why]) => {
    const reading = () => read(...lines);
    expect(reading).toThrow(why);
    expect(reading).toThrow(`mkdocs.yml, line ${line}: `);
  });

  it('refuses what is large, and what is deep, soon', () => {
    expect(() => read(`#${'x'.repeat(70_000)}`)).toThrow(/64 KiB/);
    expect(() => read(`nav: ${'['.repeat(60_000)}`)).toThrow(
      /The docs are not rendered/,
    );
  });

  it('takes what honest docs have', () => {
    const settings = read(
      'repo_url: https://git.example.com/shop/web',
      'edit_uri: src/branch/main/docs/',
      'docs_dir: documentation',
      'theme:',
      '  name: material',
      'plugins: [techdocs-core, search]',
      'nav:',
      '  - index.md',
      '  - Guides:',
      '      - Start: guides/start.md',
      '      - Status: https://status.example.com/?a=b:c',
      '  - Ask: mailto:shop@example.com',
      'markdown_extensions:',
      '  - admonition',
      '  - pymdownx.emoji',
      '  - toc:',
      '      permalink: true',
      '      toc_depth: 3',
      '  - pymdownx.snippets:',
    );
    expect(settings).toEqual({
      site_name: 'Docs',
      repo_url: 'https://git.example.com/shop/web',
      edit_uri: 'src/branch/main/docs/',
      docs_dir: 'documentation',
      nav: [
        'index.md',
        {
          Guides: [
            { Start: 'guides/start.md' },
            { Status: 'https://status.example.com/?a=b:c' },
          ],
        },
        { Ask: 'mailto:shop@example.com' },
      ],
      markdown_extensions: [
        'admonition',
        { toc: { permalink: true, toc_depth: '3' } },
        'pymdownx.snippets',
      ],
    });
  });

  it('may be empty', () => {
    expect(readSettings('', 'mkdocs.yml')).toEqual({});
    expect(readSettings('# later\n', 'mkdocs.yml')).toEqual({});
  });
});

describe('the mkdocs.yml that mkdocs is given', () => {
  it('has the look, the plugin and the emoji of the portal, whatever the author says', () => {
    const given = mkdocsYml(read('theme: material', 'docs_dir: d'), 'Shop');
    expect(parse(given, { logLevel: 'silent' })).toEqual({
      site_name: 'Docs',
      docs_dir: 'd',
      theme: { name: 'material', font: false },
      plugins: ['techdocs-core'],
      markdown_extensions: [{ 'pymdownx.emoji': { emoji_generator: '' } }],
    });
    expect(given.match(/!!/g)).toHaveLength(1);
  });

  it('takes no text for a line, a tag or a key', () => {
    const name = 'a\u2028hooks: [x]\u0085!!python/name:os.system "},\nhooks: x';
    const given = mkdocsYml({ site_name: name }, 'Shop');
    expect(parse(given, { logLevel: 'silent' })).toMatchObject({
      site_name: name,
    });
    expect(given).not.toMatch(/[\u0085\u2028]/);
  });
});
