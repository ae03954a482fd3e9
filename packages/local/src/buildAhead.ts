import { controlPlaneBinary } from './cluster/binary.ts';
import { cacheFolder } from './platform/paths.ts';
import type { Platform } from './platform/platform.ts';

/**
 * Compiles the control plane while the packages are still being fetched: it is the longest step of a first start, and
 * needs none of them. So nothing imported here may need a package. Whatever fails here is told by the start itself.
 */
const platform = {
  cache: cacheFolder,
  steps: {
    run: (_: string, work: (say: (detail: string) => void) => unknown) =>
      work(line => console.log(line)),
  },
  supervisor: { signal: new AbortController().signal },
} as unknown as Platform;

await controlPlaneBinary(platform);
