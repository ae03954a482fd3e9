// What tests of real parts take of the backend's sources: checked by the compiler, loaded by `source.ts`.
export { createConnection } from '../../plugins/paddock-backend/src/kube/connection/connection';
export { createIntern } from '../../plugins/paddock-backend/src/kube/watch/intern';
export { createPace } from '../../plugins/paddock-backend/src/kube/watch/read/pace';
export { watchedKinds } from '../../plugins/paddock-backend/src/kube/watch/watched';
export { ApplyRefused } from '../../plugins/paddock-backend/src/kube/write/apply';
export { podTotals } from '../../plugins/paddock-backend/src/kube/objects/podTotals';
export {
  identityOf,
  readIdentityRules,
} from '../../plugins/paddock-backend/src/clusters/identity';
export { podStatus } from '../../plugins/paddock-backend/src/workloads/project/podStatus';
export { projectAutoscaling } from '../../plugins/paddock-backend/src/workloads/project/autoscaling';
export { projectQuota } from '../../plugins/paddock-backend/src/quotas/project';
export { createWorkloadList } from '../../plugins/paddock-backend/src/workloads/list/list';
export { projectWorkload } from '../../plugins/paddock-backend/src/workloads/project/project';
export { projectRun } from '../../plugins/paddock-backend/src/workloads/batch/run';
export { startRollbacks } from '../../plugins/paddock-backend/src/workloads/automaticRollback/startRollbacks';
export { startWorkloadRoom } from '../../plugins/paddock-backend/src/workloads/room';
export { readDiagnosis } from '../../plugins/paddock-backend/src/workloads/reasons/readDiagnosis';
export { podsOnDemand } from '../../plugins/paddock-backend/src/pods/onDemand';
export {
  areaKey,
  createScope,
  wideKey,
} from '../../plugins/paddock-backend/src/live/scope';
export {
  createConfigMap,
  editConfigMap,
  removeConfigMap,
} from '../../plugins/paddock-backend/src/config/change';
export { readDetail } from '../../plugins/paddock-backend/src/config/detail';
export {
  listConfig,
  lookAtConfig,
} from '../../plugins/paddock-backend/src/config/look';
export { readNetwork } from '../../plugins/paddock-backend/src/network/read';
export { projectNetwork } from '../../plugins/paddock-backend/src/network/project';
export { createVault } from '../../plugins/paddock-backend/src/vault/createVault';
export { createSilentLogger } from '../../plugins/paddock-backend/testing/silentLogger';
export { createFakeTrail } from '../../plugins/paddock-backend/testing/fakeTrail';
export { createRandom } from '../../plugins/paddock-backend/testing/random';
export {
  autoscalingTargets,
  describeIdleServices,
  describeReach,
  describeWorkload,
  parseQuantity,
  readRollbacks,
  routeAddresses,
  runCommand,
  shellRequestSchema,
  shellSpec,
} from '../../plugins/paddock-common/src/index';
export { ConfigReader } from '@backstage/config';
export { startCluster as watchCluster } from '../../plugins/paddock-backend/src/kube/watchedCluster';
