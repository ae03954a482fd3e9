import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Advice } from '../platform/platform.ts';
import { debianRelease, unpackDebian } from '../worker/debian/ownApt.ts';
import type { DocsPrograms } from './docsSandbox.ts';

const run = promisify(execFile);
const packages = 'mkdocs-techdocs-core==1.7.1';
const installed = '/usr/bin/bwrap';

const environmentIn = (cache: string) =>
  join(cache, 'techdocs', packages.replaceAll(/[^a-z0-9.]+/g, '-'));

const isThere = (environment: string) =>
  existsSync(join(environment, 'bin/mkdocs'));

/** Finds what was provided before, for whoever renders; fetches nothing. */
export async function findDocsPrograms(cache: string): Promise<DocsPrograms> {
  const environment = environmentIn(cache);
  if (!isThere(environment)) {
    throw new Advice(
      'mkdocs is not installed on this machine, or not yet.',
      'The platform installs it when it starts, and says there why it could not.',
    );
  }
  return programsOf(environment, await bubblewrap(cache));
}

/** Finds them, and fetches what is not there: mkdocs, a Python program, with pip, and bubblewrap from Debian. */
export async function provideDocsPrograms(
  cache: string,
  say: (line: string) => void,
): Promise<DocsPrograms> {
  const sandbox = await bubblewrap(cache, say);
  const environment = environmentIn(cache);
  if (!isThere(environment)) {
    await run('python3', ['-m', 'venv', environment]);
    await run(join(environment, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      packages,
    ]);
  }
  return programsOf(environment, sandbox);
}

async function programsOf(
  environment: string,
  sandbox: string,
): Promise<DocsPrograms> {
  const { stdout } = await run(join(environment, 'bin/python'), [
    ...['-I', '-c', 'import sys; print(sys.base_prefix)'],
  ]);
  return { bubblewrap: sandbox, environment, python: stdout.trim() };
}

async function bubblewrap(
  cache: string,
  say: (line: string) => void = () => {},
): Promise<string> {
  if (process.platform !== 'linux') {
    throw new Advice(
      'Docs are rendered in a sandbox, which only Linux has.',
      'The portal is complete without them.',
    );
  }
  if (existsSync(installed)) return installed;
  const suite = debianRelease('bubblewrap', {
    whatToDo: `Install it, so that it is ${installed}.`,
  });
  const name = 'bubblewrap';
  return join(await unpackDebian({ name, suite, cache, say }), installed);
}
