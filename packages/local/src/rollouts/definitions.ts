import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KubeObject } from '../cluster/api.ts';
import { readManifests } from '../cluster/ground.ts';
import { hashOfModule } from '../platform/goBuild.ts';
import type { Platform } from '../platform/platform.ts';
import { controllerModule, library } from './binary.ts';

const files = [
  'rollout-crd.yaml',
  'analysis-run-crd.yaml',
  'analysis-template-crd.yaml',
  'cluster-analysis-template-crd.yaml',
  'experiment-crd.yaml',
];

/**
 * The definitions of the controller's kinds, of the very module that it is built from. They are kept in the cache
 * beside the binary, so that a later start needs neither Go nor its modules.
 */
export async function readDefinitions({
  cache,
}: Pick<Platform, 'cache'>): Promise<KubeObject[]> {
  const { name } = controllerModule;
  const version = await hashOfModule(controllerModule);
  const folder = join(cache, 'definitions', `${name}-${version}`);
  if (!existsSync(folder)) await keep(folder);
  const all = files.map(file => readManifests(join(folder, file)));
  return (await Promise.all(all)).flat();
}

async function keep(folder: string): Promise<void> {
  const { stdout } = await promisify(execFile)(
    'go',
    ['mod', 'download', '-json', library],
    { cwd: controllerModule.folder },
  );
  const { Dir: source } = JSON.parse(stdout) as { Dir: string };
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  for (const file of files) {
    const content = await readFile(join(source, 'manifests/crds', file));
    await writeFile(join(unfinished, file), content);
  }
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another start may have been faster.
    await rm(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
