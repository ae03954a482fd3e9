import { join } from 'node:path';
import { buildGo, hashOfModule } from '../platform/goBuild.ts';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';

/** Of OpenBao; the module's go.mod names the commit of this release. */
const release = '2.4.0';

const module = {
  name: 'vault',
  folder: join(checkout, 'packages/local/go/vault'),
  // Without the stamp it would say 2.0.0-HEAD.
  ldflags: `-s -w -X github.com/openbao/openbao/version.fullVersion=${release}`,
};

/** OpenBao: the server, and the agent that pods run. Takes minutes the first time on a machine. */
export const vaultBinary = (platform: Platform) => buildGo(platform, module);

/** Changes when the binary does, and is known before it is built. */
export const vaultVersion = () => hashOfModule(module);
