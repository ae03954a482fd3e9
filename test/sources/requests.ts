// What tests of requests take of the backend.
export { startEngine } from '../../plugins/paddock-backend/src/requests/engine/startEngine';
export { crashPoints } from '../../plugins/paddock-backend/src/requests/engine/crashPoint';
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
  secretSpec,
  volumeSpec,
} from '../../plugins/paddock-backend/testing/sampleRequests';
