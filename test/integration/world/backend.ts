import { load } from '../../source.ts';

const backend = load(
  './sources/backend',
) as typeof import('../../sources/backend');
export const {
  ApplyRefused,
  areaKey,
  autoscalingTargets,
  createConfigMap,
  createConnection,
  createFakeTrail,
  createIntern,
  createPace,
  createRandom,
  createScope,
  createSilentLogger,
  createVault,
  createWorkloadList,
  describeIdleServices,
  describeReach,
  describeWorkload,
  editConfigMap,
  identityOf,
  listConfig,
  lookAtConfig,
  parseQuantity,
  podStatus,
  podTotals,
  podsOnDemand,
  projectAutoscaling,
  projectNetwork,
  projectQuota,
  projectRun,
  projectWorkload,
  readDetail,
  readDiagnosis,
  readIdentityRules,
  readNetwork,
  readRollbacks,
  removeConfigMap,
  routeAddresses,
  startRollbacks,
  startWorkloadRoom,
  watchCluster,
  watchedKinds,
  wideKey,
} = backend;

/** How people are known to a cluster when nothing is configured. */
export const usualIdentity = readIdentityRules(new backend.ConfigReader({}))(
  'local',
);

export type Connection = ReturnType<typeof createConnection>;
export type RunningCluster = ReturnType<typeof watchCluster>;
export type Rollout =
  import('../../../plugins/paddock-common/src/workloads/schemas/workload').Rollout;
