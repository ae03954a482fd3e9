// Builds everything and runs the tests against what was built.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './tools.mjs';

run(process.execPath, 'build/build.mjs');
const tests = readdirSync(join(root, 'tests'))
  .filter(file => file.endsWith('.test.ts'))
  .map(file => `tests/${file}`);
run(
  'esbuild',
  ...tests,
  '--bundle',
  '--platform=node',
  '--format=esm',
  '--target=node18',
  '--define:SERVICE_NAME="tested"',
  '--define:SERVICE_VERSION="0.0.0"',
  '--out-extension:.js=.mjs',
  '--outdir=dist-tests',
);
run(process.execPath, '--test', ...tests.map(file => file.replace(/^tests\/(.*)\.ts$/, 'dist-tests/$1.mjs')));
