import {
  chmod,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { InputError, NotAllowedError } from '@backstage/errors';
import { type GeneratorBase } from '@backstage/plugin-techdocs-node';
import { boundYaml } from './boundYaml';
import { mkdocsYml } from './mkdocsYml';
import { render } from './render';
import { readSettings, type Settings } from './settings';
import { copyWorkspace } from './workspace';

type Run = Parameters<GeneratorBase['run']>[0];

interface Place {
  /** What renders docs apart from the machine and its network: see Rendering. Undefined where the portal only serves them. */
  command?: readonly string[];
  /** Where folders are made for the time of a rendering. */
  workFolder?: string;
}

/**
 * Renders the docs of repositories, one at a time. Whoever may write to a repository is not trusted with the portal's
 * machine: of the repository a copy without links is rendered, by a mkdocs.yml that was read by what is allowed in one,
 * by a program that sees nothing else.
 */
export function createDocsGenerator({
  command,
  workFolder = tmpdir(),
}: Place): GeneratorBase {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run(options) {
      if (!command?.length) {
        throw new NotAllowedError(
          'This portal serves docs and renders none: set techdocs.builder to external and have CI publish them.',
        );
      }
      const done = last.then(() => generate(options, { command, workFolder }));
      last = done.catch(() => {});
      return done;
    },
  };
}

async function generate(
  { inputDir, outputDir, etag, siteOptions, logStream }: Run,
  { command, workFolder }: Required<Place>,
): Promise<void> {
  const work = await mkdtemp(join(workFolder, 'docs-'));
  try {
    const input = join(work, 'repository');
    await copyWorkspace(inputDir, input);
    const settings = await takeSettings(input);
    const file = join(input, 'mkdocs.yml');
    await writeFile(file, mkdocsYml(settings, siteOptions?.name ?? 'Docs'));
    await chmod(file, 0o644);
    await render({ command, input, output: outputDir, log: logStream });
    await completeMetadata(outputDir, etag);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Reads the author's settings and takes their file away. */
async function takeSettings(folder: string): Promise<Settings> {
  const names = await readdir(folder);
  const name = ['mkdocs.yaml', 'mkdocs.yml'].find(each => names.includes(each));
  const path = name && join(folder, name);
  const source = path && (await readFile(path, 'utf8'));
  if (source) await boundYaml(source, name);
  const settings = source ? readSettings(source, name) : {};
  if (path) await rm(path);
  const docs = String(settings.docs_dir ?? 'docs');
  const found = await stat(join(folder, docs)).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new InputError(
      `The docs are not rendered: the repository has no folder ${docs}. Links to folders are not followed.`,
    );
  }
  return settings;
}

/** TechDocs looks here for whether docs are current, and for what belongs to them. */
async function completeMetadata(folder: string, etag = ''): Promise<void> {
  const file = join(folder, 'techdocs_metadata.json');
  const metadata = JSON.parse(await readFile(file, 'utf8')) as object;
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries
    .filter(each => each.isFile())
    .map(each => relative(folder, join(each.parentPath, each.name)));
  const complete = {
    ...metadata,
    build_timestamp: Date.now(),
    files,
    ...(etag && { etag }),
  };
  await writeFile(file, JSON.stringify(complete));
}
