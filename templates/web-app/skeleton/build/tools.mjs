// The compilers: those of node_modules, else those that the system has (Debian: node-typescript and esbuild).
import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

/** Runs a program in the project's folder; ends this one with its exit code where it fails. */
export function run(program, ...args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } });
  if (error) {
    console.error(`${program} cannot be run: ${error.message}. "npm install" brings it, or the package manager of the system.`);
    process.exit(1);
  }
  if (status !== 0) process.exit(status ?? 1);
}
