import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Platform } from '../platform/platform.ts';

const run = promisify(execFile);
const packages = 'mkdocs-techdocs-core==1.7.1';

const environment = (cache: string) =>
  join(cache, 'techdocs', packages.replaceAll(/[^a-z0-9.]+/g, '-'));

/** Where `mkdocs` is, once it has been installed: for the portal's PATH. */
export const docsFolder = (cache: string) => join(environment(cache), 'bin');

/** TechDocs renders with mkdocs, a Python program: installed into the cache, beside everything else, where Python is there. */
export async function installDocs({ cache, steps }: Platform): Promise<void> {
  if (existsSync(join(docsFolder(cache), 'mkdocs'))) return;
  try {
    await steps.run('mkdocs, for the Docs pages', async () => {
      const folder = environment(cache);
      await run('python3', ['-m', 'venv', folder]);
      await run(join(folder, 'bin/pip'), [
        'install',
        '--quiet',
        '--disable-pip-version-check',
        packages,
      ]);
    });
  } catch (error) {
    steps.note(
      `The Docs pages stay empty: mkdocs could not be installed (${
        (error as Error).message.split('\n')[0]
      }). It needs python3 with venv and pip.`,
    );
  }
}
