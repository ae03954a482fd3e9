import type { Workload } from '@paddock/backstage-plugin-paddock-common';

/** Where the backend answers about this workload. */
export const pathOf = ({
  cluster,
  namespace,
  kind,
  name,
}: Pick<Workload, 'cluster' | 'namespace' | 'kind' | 'name'>) =>
  `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/workloads/${kind}/${name}`;
