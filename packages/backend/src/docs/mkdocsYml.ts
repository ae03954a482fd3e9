import { type Settings } from './settings';

/**
 * The mkdocs.yml that mkdocs is given: what the author decides, and what only the portal does. It is JSON, which every
 * parser of YAML reads in the same way, so that mkdocs sees what was looked at and nothing else.
 */
export function mkdocsYml(settings: Settings, siteName: string): string {
  const { markdown_extensions: chosen = [] } = settings;
  const extensions = (chosen as object[]).map(each => inYaml(each));
  const all = {
    site_name: siteName,
    docs_dir: 'docs',
    ...settings,
    // Without a font of the web: a page is shown when all its styles are there, and every reader would call that host.
    theme: { name: 'material', font: false },
    plugins: ['techdocs-core'],
  };
  const { markdown_extensions: _, ...rest } = all as Settings;
  const pairs = Object.entries(rest).map(
    ([key, value]) => `${inYaml(key)}: ${inYaml(value)}`,
  );
  return `{${[
    ...pairs,
    `"markdown_extensions": [${[...extensions, emoji].join(', ')}]`,
  ].join(',\n')}}\n`;
}

// Letters, where TechDocs would have pictures of a host of the web. The one tag, and it is ours.
const emoji =
  '{"pymdownx.emoji": {"emoji_generator": !!python/name:pymdownx.emoji.to_alt ""}}';

/** YAML takes some characters for the ends of lines, and some not at all, that JSON leaves as they are. */
const inYaml = (value: unknown) =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
