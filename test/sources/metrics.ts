// What tests of figures take of the backend.
export { createSampler } from '../../plugins/paddock-backend/src/metrics/sampler';
export { lookAtMetrics } from '../../plugins/paddock-backend/src/metrics/lookAtMetrics';
export { lookAtPool } from '../../plugins/paddock-backend/src/metrics/lookAtPool';
export { createHistory } from '../../plugins/paddock-backend/src/metrics/prometheus/createHistory';
export { readPrometheus } from '../../plugins/paddock-backend/src/metrics/prometheus/settings';
export { createReadKubelet } from '../../plugins/paddock-backend/src/kube/connection/kubelet';
export { ConfigReader } from '@backstage/config';
