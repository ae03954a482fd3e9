import { join } from 'node:path';
import { buildGo, hashOfModule, type GoModule } from '../platform/goBuild.ts';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';

const module: GoModule = {
  name: 'local-path-provisioner',
  folder: join(checkout, 'packages/local/go/storage'),
  program: 'github.com/rancher/local-path-provisioner',
  ldflags: '-s -w',
};

/** The provisioner of local volumes. Takes some minutes the first time on a machine. */
export const provisionerBinary = (platform: Platform) =>
  buildGo(platform, module);

/** Changes when the binary does, and is known before it is built. */
export const provisionerVersion = () => hashOfModule(module);
