import { PassThrough } from 'node:stream';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { createDocsGenerator } from './generator';

const folder = createMockDirectory();

/** Stands for a sandbox: a shell that is given the two folders as $0 and $1. */
const shell = (script: string) => ['/bin/sh', '-c', script];
const page =
  'cat "$0/mkdocs.yml" > "$1/index.html"; env >> "$1/index.html"; echo "{}" > "$1/techdocs_metadata.json"';

async function run(command?: string[]) {
  const log = new PassThrough();
  const generator = createDocsGenerator({
    command,
    workFolder: folder.resolve('work'),
  });
  await generator.run({
    inputDir: folder.resolve('repository'),
    outputDir: folder.resolve('pages'),
    etag: 'abc',
    logger: mockServices.logger.mock() as never,
    logStream: log,
    siteOptions: { name: 'Shop' },
  });
  return folder.content() as {
    work: object;
    pages: { 'index.html': string; 'techdocs_metadata.json': string };
  };
}

const withSettings = (mkdocs?: string) =>
  folder.setContent({
    work: {},
    pages: {},
    repository: {
      docs: { 'index.md': '# Hello' },
      ...(mkdocs !== undefined && { 'mkdocs.yml': mkdocs }),
    },
  });

describe('docs of a repository', () => {
  beforeEach(() => {
    process.env.CANARY = 'kept to the portal';
  });
  afterEach(() => {
    delete process.env.CANARY;
  });

  it('are rendered by the settings that were read, without the environment', async () => {
    withSettings('site_name: The shop\n');
    const { pages, work } = await run(shell(page));
    expect(pages['index.html']).toMatch(/"site_name": "The shop"/);
    expect(pages['index.html']).toMatch(/"font":false/);
    expect(pages['index.html']).not.toMatch(/kept to the portal/);
    expect(JSON.parse(pages['techdocs_metadata.json'])).toEqual({
      etag: 'abc',
      build_timestamp: expect.any(Number),
      files: ['index.html', 'techdocs_metadata.json'],
    });
    expect(work).toEqual({});
  });

  it('need no settings', async () => {
    withSettings();
    const { pages } = await run(shell(page));
    expect(pages['index.html']).toMatch(/"site_name": "Shop"/);
  });

  it('are not rendered by what is refused, and nothing is left behind', async () => {
    withSettings('site_name: x\nhooks: [a.py]\n');
    await expect(run(shell(page))).rejects.toThrow('mkdocs.yml, line 2: ');
    expect(folder.content()).toMatchObject({ work: {}, pages: {} });
  });

  it.each([
    ['items', `nav:\n${'- a\n'.repeat(3_000)}`, 'holds more than 2000 keys'],
    ['comments', `a: 1\n${'#\n'.repeat(5_000)}`, 'has more than 4000 lines'],
    ['mistakes', `a: ${']'.repeat(3_000)}`, 'cannot be read as YAML'],
    ['levels', `nav: ${'['.repeat(5_000)}`, 'is nested deeper than 64 levels'],
  ])('are not rendered by a file of many %s', async (_, mkdocs, why) => {
    withSettings(mkdocs);
    await expect(run(shell(page))).rejects.toThrow(
      `The docs are not rendered: mkdocs.yml ${why}`,
    );
    expect(folder.content()).toMatchObject({ work: {}, pages: {} });
  });

  it('are not rendered without their folder', async () => {
    withSettings('docs_dir: elsewhere\n');
    await expect(run(shell(page))).rejects.toThrow('no folder elsewhere');
  });

  it('are not rendered where nothing keeps mkdocs apart', async () => {
    withSettings();
    await expect(run()).rejects.toThrow(/techdocs.builder to external/);
  });

  it('say what the program said when it failed', async () => {
    withSettings();
    await expect(run(shell('echo no such page >&2; exit 3'))).rejects.toThrow(
      'The docs could not be rendered (3): no such page',
    );
  });

  it('are rendered one at a time, also after one has failed', async () => {
    withSettings();
    const generator = createDocsGenerator({
      // mkdir fails where another one is inside.
      command: shell(
        'mkdir "$1/inside" || exit 9; echo "{}" > "$1/techdocs_metadata.json"; rmdir "$1/inside"; test ! -e "$1/fails"',
      ),
      workFolder: folder.resolve('work'),
    });
    const once = () =>
      generator.run({
        inputDir: folder.resolve('repository'),
        outputDir: folder.resolve('pages'),
        logger: mockServices.logger.mock() as never,
      });
    await Promise.all([once(), once(), once()]);
    folder.addContent({ 'pages/fails': '' });
    await expect(once()).rejects.toThrow(/could not be rendered \(1\)/);
    await expect(once()).rejects.toThrow(/could not be rendered \(1\)/);
  });
});
