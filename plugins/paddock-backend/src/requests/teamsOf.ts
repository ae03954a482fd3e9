import type { RequestStore } from './store/store';

/** Catalog refs of the teams that were given this namespace by a request that stands. */
export function createTeamsOf({
  store,
}: {
  store: Pick<RequestStore, 'standing'>;
}) {
  return async (cluster: string, namespace: string): Promise<string[]> => {
    const rows = await store.standing();
    return rows
      .filter(
        row =>
          row.kind === 'namespace' &&
          row.cluster === cluster &&
          row.namespace === namespace &&
          row.approvedRevision !== undefined,
      )
      .map(({ team }) => team);
  };
}
