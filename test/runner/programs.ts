import { controlPlaneBinary } from '../../packages/local/src/cluster/binary.ts';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';
import type { Platform } from '../../packages/local/src/platform/platform.ts';
import { controllerBinary } from '../../packages/local/src/rollouts/binary.ts';
import { providePostgres } from '../../packages/local/src/postgres/fetchPostgres.ts';
import { provisionerBinary } from '../../packages/local/src/storage/binary.ts';
import { vaultBinary } from '../../packages/local/src/vault/binary.ts';
import { ensurePackages } from '../../packages/local/src/worker/debian/packages.ts';
import { findChromium } from '../journeys/world/browser.ts';

const platformThat = (print: (text: string) => void) =>
  ({
    cache: cacheFolder,
    mayInstall: process.env.CI === 'true',
    steps: {
      run: (title: string, work: (say: () => void) => unknown) => {
        print(`── ${title}\n`);
        return work(() => {});
      },
    },
    supervisor: { signal: new AbortController().signal },
  } as unknown as Platform);

/** Debian takes one installation at a time: where suites may install what is missing, that is done before any of them. */
export async function installParts(
  print: (text: string) => void,
): Promise<void> {
  if (process.env.CI !== 'true') return;
  const parts = [
    async () => void findChromium(),
    () => providePostgres(() => {}),
    () => ensurePackages(platformThat(print)),
  ];
  for (const provide of parts)
    await provide().catch((error: Error) => print(`${error.message}\n`));
}

/**
 * Compiles what is not in the cache, one after the other, before suites that start it run beside each other: each file
 * would compile it for itself. What fails here is told by the test that needs it.
 */
export async function buildPrograms(
  print: (text: string) => void,
): Promise<void> {
  const platform = platformThat(print);
  const programs = [
    controlPlaneBinary,
    vaultBinary,
    provisionerBinary,
    controllerBinary,
  ];
  for (const build of programs)
    await build(platform).catch((error: Error) => print(`${error.message}\n`));
}
