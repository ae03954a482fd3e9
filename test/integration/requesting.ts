import { createRequire } from 'node:module';
import type { RunningVault } from '../../packages/local/src/vault/startVault.ts';
import './backend.ts';

// The backend's own sources, loaded as the portal's process loads them; see backend.ts.
const load = createRequire(import.meta.url);
const backend = '../../plugins/paddock-backend';

export const { startRequestReconciler } = load(
  `${backend}/src/requests/reconcile/reconcile`,
) as typeof import('../../plugins/paddock-backend/src/requests/reconcile/reconcile');
export const { openMemoryStore } = load(
  `${backend}/testing/memoryStore`,
) as typeof import('../../plugins/paddock-backend/testing/memoryStore');
export const { createFakeAuditor } = load(
  `${backend}/testing/fakeAuditor`,
) as typeof import('../../plugins/paddock-backend/testing/fakeAuditor');
export const { createDiscovery } = load(
  `${backend}/src/kube/connection/discovery`,
) as typeof import('../../plugins/paddock-backend/src/kube/connection/discovery');
export const { createProvision } = load(
  `${backend}/src/kube/write/createProvision`,
) as typeof import('../../plugins/paddock-backend/src/kube/write/createProvision');
const { createVault } = load(
  `${backend}/src/vault/createVault`,
) as typeof import('../../plugins/paddock-backend/src/vault/createVault');
export const {
  namespaceSpec,
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
  secretSpec,
  volumeSpec,
} = load(
  `${backend}/testing/sampleRequests`,
) as typeof import('../../plugins/paddock-backend/testing/sampleRequests');

type Logger = Parameters<typeof openMemoryStore>[0];

/** The embedded Vault, as the portal. */
export const openVault = (running: RunningVault, logger: Logger) =>
  createVault(
    {
      address: running.address,
      caFile: running.caFile,
      kvMount: 'secret',
      prefix: 'paddock',
      authMounts: ['kubernetes-local'],
      login: {
        method: 'appRole',
        mount: 'approle',
        roleIdFile: running.roleIdFile,
        secretIdFile: running.secretIdFile,
      },
    },
    { logger, alarm: text => logger.error(text) },
  );
