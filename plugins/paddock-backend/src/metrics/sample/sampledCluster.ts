import type { RunningCluster } from '../../kube/watchedCluster';

/** What measuring needs of a cluster. */
export type SampledCluster = Pick<
  RunningCluster,
  'name' | 'connection' | 'readKubelet' | 'cache'
>;
