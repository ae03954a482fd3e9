import type { RequestResource } from '@paddock/backstage-plugin-paddock-common';
import type { RequestRow, RequestStore } from '../store/store';

/** Whether what was asked for is there. What is being made for the first time has not been proven yet. */
async function stands(
  store: Pick<RequestStore, 'proofs'>,
  { id, state, approvedRevision }: RequestRow,
): Promise<boolean> {
  if (approvedRevision === undefined) return false;
  switch (state) {
    case 'live':
    case 'waiting':
      return true;
    case 'making':
    case 'attention':
      return (await store.proofs(id)).length > 0;
    case 'draft':
    case 'removing':
    case 'withdrawn':
    case 'rejected':
    case 'expired':
    case 'removed':
      return false;
    default:
      throw new Error(`Unknown state: ${state satisfies never}`);
  }
}

async function resourceOf(
  store: Pick<RequestStore, 'revision'>,
  row: RequestRow,
): Promise<RequestResource> {
  const { id, kind, cluster, namespace, name, team, approvedRevision } = row;
  // What a change only asks for is not there yet.
  const { spec, effects } = await store.revision(id, approvedRevision ?? 1);
  const path = effects.vault.find(effect => effect.type === 'path');
  return {
    id,
    kind,
    cluster,
    namespace,
    name,
    team,
    ...(spec.component && { component: spec.component }),
    ...(kind === 'secret' &&
      path?.type === 'path' && { path: `${path.mount}/${path.path}` }),
  };
}

/** Everything that requests have made and that stands, oldest first. */
export async function readResources({
  store,
}: {
  store: RequestStore;
}): Promise<RequestResource[]> {
  const resources: RequestResource[] = [];
  for (const row of await store.standing()) {
    if (await stands(store, row)) resources.push(await resourceOf(store, row));
  }
  return resources;
}
