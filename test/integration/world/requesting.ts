import type { RunningVault } from '../../../packages/local/src/vault/startVault.ts';
import { load } from '../../source.ts';
import type { Connection } from './backend.ts';

const requests = load(
  './sources/requests',
) as typeof import('../../sources/requests');
const { createDiscovery, createProvision, createVault, createWrite } = requests;
export const {
  createFakeAuditor,
  namespaceSpec,
  openMemoryStore,
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
  secretSpec,
  startRequestReconciler,
  volumeSpec,
} = requests;

type Logger = Parameters<typeof openMemoryStore>[0];

/** What the portal itself writes to a cluster by. */
export const openProvision = (connection: Connection) =>
  createProvision({
    connection,
    write: createWrite(connection),
    discover: createDiscovery(connection),
  });

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
