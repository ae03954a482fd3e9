import { auditOperations } from './operations/audit';
import { clustersOperations } from './operations/clusters';
import { commandsOperations } from './operations/commands';
import { configOperations } from './operations/config';
import { liveOperations } from './operations/live';
import { metricsOperations } from './operations/metrics';
import { networkOperations } from './operations/network';
import { nodesOperations } from './operations/nodes';
import { podsOperations } from './operations/pods';
import { portalOperations } from './operations/portal';
import { quotasOperations } from './operations/quotas';
import { registrationsOperations } from './operations/registrations';
import { requestsOperations } from './operations/requests';
import { storageOperations } from './operations/storage';
import { terminalsOperations } from './operations/terminals';
import { workloadsOperations } from './operations/workloads';
import type { Operations } from './operation';

/** All that is served; `plugin.test.ts` compares them with the routes. */
export const operations: Operations = {
  ...portalOperations,
  ...liveOperations,
  ...workloadsOperations,
  ...commandsOperations,
  ...podsOperations,
  ...terminalsOperations,
  ...metricsOperations,
  ...quotasOperations,
  ...configOperations,
  ...networkOperations,
  ...storageOperations,
  ...nodesOperations,
  ...clustersOperations,
  ...registrationsOperations,
  ...requestsOperations,
  ...auditOperations,
};
