import {
  copyFileSync,
  cpSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { checkout, type Packed } from './pack.ts';
import { run } from './run.ts';

type Versions = Record<string, string>;
export interface Manifest {
  dependencies?: Versions;
  devDependencies?: Versions;
  resolutions?: Versions;
}

export const readJson = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8'));

export const writeJson = (file: string, value: object) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

export const changeJson = (file: string, change: (json: Manifest) => void) => {
  const json = readJson(file);
  change(json);
  writeJson(file, json);
};

/** Our own packages come from their tarballs, whoever asks for them. */
export const fromTarballs = (packed: Packed[]): Versions =>
  Object.fromEntries(
    packed.map(({ name, tarball }) => [name, `file:${tarball}`]),
  );

/**
 * Installs what the folder's package.json names. What our own lock file has is taken at its version, so that the test
 * installs tomorrow what it installs today. Nothing is compiled: the one addon that is needed comes from the checkout.
 */
export async function install(folder: string) {
  copyFileSync(join(checkout, 'yarn.lock'), join(folder, 'yarn.lock'));
  rmSync(join(folder, '.yarn'), { recursive: true, force: true });
  const settings = readFileSync(join(checkout, '.yarnrc.yml'), 'utf8');
  writeFileSync(
    join(folder, '.yarnrc.yml'),
    `${settings.replace(/^yarnPath:.*$/m, '')}enableScripts: false\n`,
  );
  await run('yarn', ['install', '--no-immutable'], { cwd: folder });
  const addon = 'node_modules/better-sqlite3/build';
  cpSync(join(checkout, addon), join(folder, addon), { recursive: true });
}
