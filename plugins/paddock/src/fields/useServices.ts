import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { useLoaded } from '../portal/useLoaded';
import { byText, type Choice } from './choices';

/** Components of this person and their groups that run in Kubernetes. Asks the catalog when the form is shown. */
export function useServices() {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  return useLoaded('services to choose from', async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    // To the catalog no owner at all means whoever the owner is.
    if (ownershipEntityRefs.length === 0) return [];
    const { items } = await catalog.getEntities({
      filter: {
        kind: 'Component',
        'metadata.annotations.backstage.io/kubernetes-id':
          CATALOG_FILTER_EXISTS,
        'relations.ownedBy': ownershipEntityRefs,
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
    });
    return items.map(choiceOf).sort(byText);
  }).loaded;
}

function choiceOf(entity: Entity): Choice {
  const { name, title } = entity.metadata;
  return {
    value: stringifyEntityRef(entity),
    text: title && title !== name ? `${title} (${name})` : name,
  };
}
