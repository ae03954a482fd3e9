import { execFileSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { run } from './run.ts';

export const checkout = resolve(import.meta.dirname, '../../..');

export interface Packed {
  name: string;
  /** Its folder in the checkout, and its tarball. */
  folder: string;
  tarball: string;
  /** Paths in it, in order. */
  content: string[];
}

/** What git would keep of these, uncommitted changes included. */
const kept = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', ...patterns], {
    cwd: checkout,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(line => line !== '');

/** Packing rewrites a package.json for as long as it lasts: that happens in a copy. */
function copyWorkspaces(to: string) {
  const files = [
    ...kept(':(glob)*', ':(glob)*/package.json', ':(glob)*/*/package.json'),
    ...kept('plugins', '.yarn', '.yarnrc.yml'),
    ...globSync('plugins/*/dist', { cwd: checkout }),
    '.yarn/install-state.gz',
  ];
  for (const file of new Set(files)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(checkout, file), join(to, file), { recursive: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(to, 'node_modules'));
}

/** Builds every package that is published, as `npm publish` would get it. */
export async function packAll(folder: string): Promise<Packed[]> {
  await run('yarn', ['tsc'], { cwd: checkout });
  await run('yarn', ['backstage-cli', 'repo', 'build'], { cwd: checkout });
  const copy = join(folder, 'workspaces');
  copyWorkspaces(copy);
  return Promise.all(
    globSync('plugins/*/package.json', { cwd: copy }).map(async file => {
      const { name } = JSON.parse(readFileSync(join(copy, file), 'utf8'));
      const tarball = join(folder, `${basename(name)}.tgz`);
      const cwd = join(copy, dirname(file));
      await run('yarn', ['pack', '--out', tarball], { cwd });
      const content = execFileSync('tar', ['tzf', tarball], {
        encoding: 'utf8',
      })
        .split('\n')
        .filter(line => line !== '')
        .map(line => line.replace(/^package\//, ''))
        .sort();
      return { name, folder: join(checkout, dirname(file)), tarball, content };
    }),
  );
}
