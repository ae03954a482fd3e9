// What tests of requests take of the backend.
export { startRequestReconciler } from '../../plugins/paddock-backend/src/requests/reconcile/reconcile';
export { crashPoints } from '../../plugins/paddock-backend/src/requests/reconcile/crashPoints';
export { createDiscovery } from '../../plugins/paddock-backend/src/kube/connection/discovery';
export { createProvision } from '../../plugins/paddock-backend/src/kube/write/createProvision';
export { createWrite } from '../../plugins/paddock-backend/src/kube/write/write';
export { createVault } from '../../plugins/paddock-backend/src/vault/createVault';
export { openMemoryStore } from '../../plugins/paddock-backend/testing/memoryStore';
export { createFakeAuditor } from '../../plugins/paddock-backend/testing/fakeAuditor';
export { createRandom } from '../../plugins/paddock-backend/testing/random';
export {
  namespaceSpec,
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
  secretSpec,
  volumeSpec,
} from '../../plugins/paddock-backend/testing/sampleRequests';
