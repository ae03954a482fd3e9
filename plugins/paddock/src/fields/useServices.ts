import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  catalogApiRef,
} from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { inWords } from '../portal/usePortal';
import { byText, type Choice } from './choices';

export type Services =
  | { state: 'waiting' }
  | { state: 'ready'; choices: Choice[] }
  | { state: 'lost'; reason: string };

/** Components of this person and their groups that run in Kubernetes. Asks the catalog when the form is shown. */
export function useServices(): Services {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const [services, setServices] = useState<Services>({ state: 'waiting' });
  useEffect(() => {
    let isOver = false;
    async function load(): Promise<Services> {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      // To the catalog no owner at all means whoever the owner is.
      if (ownershipEntityRefs.length === 0) {
        return { state: 'ready', choices: [] };
      }
      const { items } = await catalog.getEntities({
        filter: {
          kind: 'Component',
          'metadata.annotations.backstage.io/kubernetes-id':
            CATALOG_FILTER_EXISTS,
          'relations.ownedBy': ownershipEntityRefs,
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
      });
      return { state: 'ready', choices: items.map(choiceOf).sort(byText) };
    }
    load().then(
      found => !isOver && setServices(found),
      error =>
        !isOver && setServices({ state: 'lost', reason: inWords(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [catalog, identity]);
  return services;
}

function choiceOf(entity: Entity): Choice {
  const { name, title } = entity.metadata;
  return {
    value: stringifyEntityRef(entity),
    text: title && title !== name ? `${title} (${name})` : name,
  };
}
