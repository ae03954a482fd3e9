import { createRequire } from 'node:module';

// The backend's own sources, loaded as the portal's process loads them: by Backstage's transform, as CommonJS.
const load = createRequire(import.meta.url);
load('@backstage/cli/config/nodeTransform.cjs');

type Kube<File extends keyof KubeFiles> = KubeFiles[File];
interface KubeFiles {
  connection: typeof import('../../plugins/paddock-backend/src/kube/connection/connection');
  intern: typeof import('../../plugins/paddock-backend/src/kube/watch/intern');
  pace: typeof import('../../plugins/paddock-backend/src/kube/watch/read/pace');
  watched: typeof import('../../plugins/paddock-backend/src/kube/watch/watched');
  watchedCluster: typeof import('../../plugins/paddock-backend/src/kube/watchedCluster');
  write: typeof import('../../plugins/paddock-backend/src/kube/write/write');
}

const source = '../../plugins/paddock-backend/src';
const kube = <File extends keyof KubeFiles>(file: File) =>
  load(`${source}/kube/${file}`) as Kube<File>;

export const { createConnection } = kube('connection');
export const { createIntern } = kube('intern');
export const { createPace } = kube('pace');
export const { watchedKinds } = kube('watched');
export const { startCluster: watchCluster } = kube('watchedCluster');
export const { ApplyRefused } = kube('write');
export const { identityOf, readIdentityRules } = load(
  `${source}/clusters/identity`,
) as typeof import('../../plugins/paddock-backend/src/clusters/identity');
export const { podStatus } = load(
  `${source}/workloads/podStatus`,
) as typeof import('../../plugins/paddock-backend/src/workloads/podStatus');
export const { projectAutoscaling } = load(
  `${source}/workloads/autoscaling`,
) as typeof import('../../plugins/paddock-backend/src/workloads/autoscaling');
export const { podTotals } = load(
  `${source}/kube/podTotals`,
) as typeof import('../../plugins/paddock-backend/src/kube/objects/podTotals');
export const { projectQuota } = load(
  `${source}/quotas/project`,
) as typeof import('../../plugins/paddock-backend/src/quotas/project');
export const { autoscalingTargets, parseQuantity } = load(
  '../../plugins/paddock-common/src/index',
) as typeof import('../../plugins/paddock-common/src/index');
export const { createWorkloadList } = load(
  `${source}/workloads/list`,
) as typeof import('../../plugins/paddock-backend/src/workloads/list');
export const { projectWorkload } = load(
  `${source}/workloads/project`,
) as typeof import('../../plugins/paddock-backend/src/workloads/project');
export const { projectRun } = load(
  `${source}/workloads/batch/run`,
) as typeof import('../../plugins/paddock-backend/src/workloads/batch/run');
export const { startRollbacks } = load(
  `${source}/workloads/automaticRollback/startRollbacks`,
) as typeof import('../../plugins/paddock-backend/src/workloads/automaticRollback/startRollbacks');
export const { startWorkloadRoom } = load(
  `${source}/workloads/room`,
) as typeof import('../../plugins/paddock-backend/src/workloads/room');
export const { readDiagnosis } = load(
  `${source}/workloads/reasons/readDiagnosis`,
) as typeof import('../../plugins/paddock-backend/src/workloads/reasons/readDiagnosis');
export const { podsOnDemand } = load(
  `${source}/pods/onDemand`,
) as typeof import('../../plugins/paddock-backend/src/pods/onDemand');
export const {
  describeIdleServices,
  describeReach,
  describeWorkload,
  readRollbacks,
  routeAddresses,
} = load(
  '@paddock/backstage-plugin-paddock-common',
) as typeof import('../../plugins/paddock-common/src/index');
export const { createScope, wideKey, areaKey } = load(
  `${source}/live/scope`,
) as typeof import('../../plugins/paddock-backend/src/live/scope');

const configRoom = <Room>(file: string) =>
  load(`${source}/config/${file}`) as Room;
export const { createConfigMap, editConfigMap, removeConfigMap } =
  configRoom<typeof import('../../plugins/paddock-backend/src/config/change')>(
    'change',
  );
export const { readDetail } =
  configRoom<typeof import('../../plugins/paddock-backend/src/config/detail')>(
    'detail',
  );
export const { listConfig, lookAtConfig } =
  configRoom<typeof import('../../plugins/paddock-backend/src/config/look')>(
    'look',
  );
export const { readNetwork } = load(
  `${source}/network/read`,
) as typeof import('../../plugins/paddock-backend/src/network/read');
export const { projectNetwork } = load(
  `${source}/network/project`,
) as typeof import('../../plugins/paddock-backend/src/network/project');

export const { createVault } = load(
  `${source}/requests/vault/createVault`,
) as typeof import('../../plugins/paddock-backend/src/vault/createVault');

const { ConfigReader } = load(
  '@backstage/config',
) as typeof import('@backstage/config');

/** How people are known to a cluster when nothing is configured. */
export const usualIdentity = readIdentityRules(new ConfigReader({}))('local');

export const { createSilentLogger } = load(
  '../../plugins/paddock-backend/testing/silentLogger',
) as typeof import('../../plugins/paddock-backend/testing/silentLogger');
export const { createFakeTrail } = load(
  '../../plugins/paddock-backend/testing/fakeTrail',
) as typeof import('../../plugins/paddock-backend/testing/fakeTrail');
export const { createRandom } = load(
  '../../plugins/paddock-backend/testing/random',
) as typeof import('../../plugins/paddock-backend/testing/random');

export type Connection = ReturnType<typeof createConnection>;
export type RunningCluster = ReturnType<typeof watchCluster>;
export type Rollout =
  import('../../plugins/paddock-common/src/workloads/schemas/workload').Rollout;
