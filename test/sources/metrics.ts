// What tests of figures take of the backend.
export { createSampler } from '../../plugins/paddock-backend/src/metrics/sample/sampler';
export { getMetrics } from '../../plugins/paddock-backend/src/metrics/getMetrics';
export { getPool } from '../../plugins/paddock-backend/src/metrics/pool/getPool';
export { createHistory } from '../../plugins/paddock-backend/src/metrics/prometheus/createHistory';
export { readPrometheus } from '../../plugins/paddock-backend/src/metrics/prometheus/settings';
export { createReadKubelet } from '../../plugins/paddock-backend/src/kube/connection/kubelet';
export { ConfigReader } from '@backstage/config';
