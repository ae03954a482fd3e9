import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';
import { docsCommand } from '../../packages/local/src/portal/docs.ts';
import { provideDocsPrograms } from '../../packages/local/src/portal/docsPrograms.ts';
import { load } from '../source.ts';

const { createDocsGenerator } = load(
  './sources/docs',
) as typeof import('../sources/docs');

const canary = 'canary-of-the-machine';
const ofEnvironment = 'canary-of-the-environment';

interface Attack {
  mkdocs?: string[];
  page?: string[];
  /** Where something leads out: name in the repository → target. */
  links?: Record<string, string>;
}

// All that the embedded platform renders docs with: the portal's generator, the sandbox and the real mkdocs.
describe('the docs of somebody’s repository', () => {
  let folder: string;
  let outside: string;
  let url: string;
  const calls: string[] = [];
  const listener = createServer((request, response) => {
    calls.push(request.url ?? '');
    response.end(canary);
  });

  before(
    async () => {
      process.env.CANARY = ofEnvironment;
      folder = await mkdtemp(join(tmpdir(), 'paddock-docs-'));
      outside = join(folder, 'outside');
      await mkdir(join(outside, 'docs'), { recursive: true });
      await writeFile(join(outside, 'secret.md'), canary);
      await writeFile(join(outside, 'docs/index.md'), canary);
      await writeFile(
        join(outside, 'mkdocs.yml'),
        `site_name: outside\nsite_description: ${canary}\ndocs_dir: docs\n`,
      );
      await new Promise<void>(done => listener.listen(0, '127.0.0.1', done));
      url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      await provideDocsPrograms(cacheFolder, () => {});
    },
    { timeout: 10 * 60_000 },
  );
  after(async () => {
    delete process.env.CANARY;
    listener.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Renders, and returns the folder of the pages. */
  async function publish(files: Record<string, string>, links = {}) {
    const place = await mkdtemp(join(folder, 'case-'));
    const inputDir = join(place, 'repository');
    const outputDir = join(place, 'pages');
    await mkdir(outputDir);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(inputDir, name)), { recursive: true });
      await writeFile(join(inputDir, name), text);
    }
    for (const [name, target] of Object.entries(links))
      await symlink(target as string, join(inputDir, name));
    const generator = createDocsGenerator({
      command: docsCommand(cacheFolder),
      workFolder: place,
    });
    const logger = { info() {}, warn() {}, error() {}, debug() {} };
    await generator.run({
      inputDir,
      outputDir,
      logger: logger as never,
      siteOptions: { name: 'case' },
    });
    return outputDir;
  }

  const everything = (pages: string) =>
    globSync('**/*', { cwd: pages })
      .map(name => join(pages, name))
      .filter(path => statSync(path).isFile())
      .map(path => readFileSync(path, 'latin1'))
      .join('\n');

  // Written when they run, since the listener's address and the folder are known only then.
  const attacks: Record<string, () => Attack> = {
    'sends what it includes to a server for diagrams': () => ({
      mkdocs: [
        'markdown_extensions:',
        '  - plantuml_markdown:',
        `      server: ${url}`,
        `      base_dir: ${outside}`,
      ],
      page: ['```plantuml', '!include secret.md', 'A -> B', '```'],
    }),
    'takes the docs of another folder in': () => ({
      mkdocs: [`nav: '!include ../../outside/mkdocs.yml'`],
    }),
    'takes them in from deeper in its nav': () => ({
      mkdocs: ['nav:', `  - More: '!include ${outside}/mkdocs.yml'`],
    }),
    'has snippets from elsewhere': () => ({
      mkdocs: [
        'markdown_extensions:',
        '  - pymdownx.snippets:',
        `      base_path: [${outside}]`,
        '      url_download: true',
      ],
      page: ['--8<-- "secret.md"', '', `--8<-- "${url}/snippet"`],
    }),
    'has snippets by path and address, without settings': () => ({
      page: [
        `--8<-- "${outside}/secret.md"`,
        '--8<-- "../../outside/secret.md"',
        `--8<-- "${url}/snippet"`,
      ],
    }),
    'has diagrams by path, without settings': () => ({
      page: [
        `\`\`\`plantuml source="${outside}/secret.md"`,
        '```',
        '',
        '```plantuml',
        `!include ${outside}/secret.md`,
        `!include ${url}/diagram`,
        '```',
      ],
    }),
    'draws a graph with a picture of the disk': () => ({
      page: ['```dot', `digraph { a [image="${outside}/secret.md"] }`, '```'],
    }),
    'runs a hook': () => ({ mkdocs: [`hooks: [${outside}/secret.md]`] }),
    'reads the environment': () => ({
      mkdocs: ['site_description: !ENV CANARY'],
    }),
    'runs Python by a tag': () => ({
      mkdocs: ['site_description: !!python/object/apply:os.getenv [CANARY]'],
    }),
    'inherits from another file': () => ({
      mkdocs: [`INHERIT: ${outside}/mkdocs.yml`],
    }),
    'has a theme of another folder': () => ({
      mkdocs: [`theme: {name: material, custom_dir: ${outside}}`],
    }),
    'has its docs elsewhere': () => ({ mkdocs: [`docs_dir: ${outside}/docs`] }),
    'has its docs above': () => ({ mkdocs: ['docs_dir: ../../outside/docs'] }),
    'links its docs': () => ({
      mkdocs: ['docs_dir: linked'],
      links: { linked: join(outside, 'docs') },
    }),
    'links a page': () => ({
      links: { 'docs/linked.md': join(outside, 'secret.md') },
    }),
    'links its settings': () => ({
      links: { 'mkdocs.yaml': join(outside, 'mkdocs.yml') },
    }),
    'watches a folder': () => ({ mkdocs: [`watch: [${outside}]`] }),
    'has styles of a host': () => ({
      mkdocs: [`extra_css: ['${url}/style.css']`],
    }),
    'has a plugin': () => ({ mkdocs: ['plugins: [techdocs-core, redirects]'] }),
  };

  for (const [what, attack] of Object.entries(attacks)) {
    it(`publishes and calls nothing when it ${what}`, async () => {
      calls.length = 0;
      const { mkdocs = [], page = [], links } = attack();
      const files = {
        'mkdocs.yml': ['site_name: case', ...mkdocs].join('\n'),
        'docs/index.md': ['# Hello', '', ...page].join('\n'),
      };
      const pages = await publish(files, links).catch((error: Error) => {
        assert.match(
          error.message,
          /^The docs (are not|could not be) rendered/,
        );
        // Settings are refused with their line, before mkdocs runs.
        if (mkdocs.length > 0 && !links)
          assert.match(
            error.message,
            /mkdocs\.yml(, line [2-5]: | cannot be read as YAML: .* \(line [2-5], )/,
          );
        return undefined;
      });
      // An attack by its settings is never rendered.
      if (mkdocs.length > 0) assert.equal(pages, undefined);
      const published = pages ? everything(pages) : '';
      assert.doesNotMatch(published, /canary-of/);
      assert.deepEqual(calls, []);
    });
  }

  it('are published when they are honest, and fetch nothing from the web', async () => {
    const pages = await publish({
      'mkdocs.yml': [
        'site_name: The shop',
        'nav:',
        '  - Overview: index.md',
        '  - Operations: operations/start.md',
        'plugins: [techdocs-core]',
        'markdown_extensions: [admonition, pymdownx.emoji, footnotes]',
      ].join('\n'),
      'README.md': 'From the readme.\n',
      'docs/index.md':
        '# The shop\n\n--8<-- "README.md"\n\n!!! note\n    Look. :smile:\n\n```ts\nconst a = 1;\n```\n',
      'docs/operations/start.md': '# Operations\n\n- [x] started\n',
    });
    const index = readFileSync(join(pages, 'index.html'), 'utf8');
    assert.match(index, /<title>The shop<\/title>/);
    assert.match(index, /From the readme\./);
    assert.match(index, /admonition-title/);
    assert.match(index, /😄/);
    const loaded =
      /<(?:link|script|img|source|iframe|style)[^>]*(?:href|src)="?(?:https?:)?\/\//i;
    for (const name of globSync('**/*.html', { cwd: pages }))
      assert.doesNotMatch(readFileSync(join(pages, name), 'utf8'), loaded);
    for (const name of globSync('**/*.css', { cwd: pages }))
      assert.doesNotMatch(
        readFileSync(join(pages, name), 'utf8'),
        /@import|url\(["']?(?:https?:)?\/\//i,
      );
    const metadata = JSON.parse(
      readFileSync(join(pages, 'techdocs_metadata.json'), 'utf8'),
    ) as { site_name: string; files: string[] };
    assert.equal(metadata.site_name, 'The shop');
    assert.ok(metadata.files.includes('operations/start/index.html'));
  });
});
