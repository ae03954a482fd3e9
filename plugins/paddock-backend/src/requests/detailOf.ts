import type { RequestRow } from './store/store';

/** What the audit trail says of a request. */
export const detailOf = ({
  kind,
  cluster,
  namespace,
  name,
  team,
  revision,
}: Pick<
  RequestRow,
  'kind' | 'cluster' | 'namespace' | 'name' | 'team' | 'revision'
>) => ({ kind, cluster, namespace, name, team, revision });
