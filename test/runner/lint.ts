import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';
import { root } from './process.ts';
import { check } from './check.ts';
import type { Suite } from './suite.ts';

/** What a package's own files do not show, and its findings depend on: the types of what it imports, and the house rules. */
const shared = [
  'tsconfig.json',
  'eslint-house.js',
  'plugins/paddock-{common,node}/src/**/*.ts',
  'plugins/kubernetes-backend-module-paddock/src/**/*.ts',
];

function hashOfShared(): string {
  const hash = createHash('sha256');
  for (const file of globSync(shared, { cwd: root }).sort())
    hash.update(`\0${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex').slice(0, 16);
}

/** A package that has passed before, with the same files, rules and dependencies, is not looked at again. */
export const lint: Suite = (how, only) =>
  check(
    'yarn',
    'backstage-cli',
    'repo',
    'lint',
    '--max-warnings=0',
    '--success-cache',
    `--success-cache-dir=${join(cacheFolder, 'lint', hashOfShared())}`,
  )(how, only);
