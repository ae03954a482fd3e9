import { createRequire } from 'node:module';

/**
 * Loads CommonJS as the portal's process loads it: by Backstage's transform. `sources/` says what is taken of our own
 * packages, so that the compiler knows when one of them has moved.
 */
export const load = createRequire(import.meta.url);
load('@backstage/cli/config/nodeTransform.cjs');
