import { join } from 'node:path';
import { buildGo, type GoModule } from '../platform/goBuild.ts';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';

export const library = 'github.com/argoproj/argo-rollouts';

export const controllerModule: GoModule = {
  name: 'argo-rollouts',
  folder: join(checkout, 'packages/local/go/rollouts'),
  program: `${library}/cmd/rollouts-controller`,
  ldflags: '-s -w',
};

/** The controller of progressive delivery. Takes some minutes the first time on a machine. */
export const controllerBinary = (platform: Platform) =>
  buildGo(platform, controllerModule);
