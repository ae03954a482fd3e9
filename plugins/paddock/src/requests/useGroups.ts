import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoaded } from '../portal/useLoaded';

const none: readonly string[] = [];

/** Catalog refs of the groups that this person may see, for suggestions; none while, or where, they cannot be read. */
export function useGroups(): readonly string[] {
  const catalog = useApi(catalogApiRef);
  const { loaded } = useLoaded('groups', async () => {
    const { items } = await catalog.getEntities({
      filter: { kind: 'Group' },
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
      limit: 500,
    });
    return items.map(each => stringifyEntityRef(each)).sort();
  });
  return 'value' in loaded ? loaded.value : none;
}
