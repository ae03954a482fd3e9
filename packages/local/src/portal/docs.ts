import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
import { provideDocsPrograms } from './docsPrograms.ts';
import { checkSandbox } from './renderDocs.ts';

/** What the portal has docs rendered by; works once installDocs() has been through. */
export const docsCommand = (cache: string) => [
  process.execPath,
  join(import.meta.dirname, 'docsMain.ts'),
  cache,
];

/** Fetches what renders docs into the cache, beside everything else, and tries whether it can be held in its sandbox here. */
export async function installDocs({
  cache,
  state,
  steps,
}: Platform): Promise<void> {
  try {
    await steps.run('mkdocs, for the Docs pages', async say => {
      const programs = await provideDocsPrograms(cache, say);
      const empty = join(state, 'portal', 'no-docs');
      mkdirSync(empty, { recursive: true });
      await checkSandbox(programs, { input: empty, output: empty });
    });
  } catch (error) {
    steps.note(
      `The Docs pages stay empty: ${
        (error as Error).message.split('\n')[0]
      } They take python3 with venv and pip, and bubblewrap.`,
    );
  }
}
