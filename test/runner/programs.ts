import { controlPlaneBinary } from '../../packages/local/src/cluster/binary.ts';
import { cacheFolder } from '../../packages/local/src/platform/paths.ts';
import type { Platform } from '../../packages/local/src/platform/platform.ts';
import { controllerBinary } from '../../packages/local/src/rollouts/binary.ts';
import { provisionerBinary } from '../../packages/local/src/storage/binary.ts';
import { vaultBinary } from '../../packages/local/src/vault/binary.ts';

/**
 * Compiles what is not in the cache, one after the other, before suites that start it run beside each other: each file
 * would compile it for itself. What fails here is told by the test that needs it.
 */
export async function buildPrograms(
  print: (text: string) => void,
): Promise<void> {
  const platform = {
    cache: cacheFolder,
    steps: {
      run: (title: string, work: (say: () => void) => unknown) => {
        print(`── ${title}\n`);
        return work(() => {});
      },
    },
    supervisor: { signal: new AbortController().signal },
  } as unknown as Platform;
  const programs = [
    controlPlaneBinary,
    vaultBinary,
    provisionerBinary,
    controllerBinary,
  ];
  for (const build of programs)
    await build(platform).catch((error: Error) => print(`${error.message}\n`));
}
