import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { mostServices } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { type OwnService, ownServiceOf } from './ownServices';

/** How often the catalog is asked again, besides whenever somebody comes back to the window. */
const againMs = 60_000;

export type OwnServices =
  | { state: 'waiting' }
  | { state: 'lost' }
  /** `isAll` is false where there are more than a home page shows. `since` is there where the catalog no longer answers. */
  | { state: 'ready'; services: OwnService[]; isAll: boolean; since?: string };

/** The components of this person and their groups, as the catalog has them. */
export function useOwnServices(): OwnServices {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const [own, setOwn] = useState<OwnServices>({ state: 'waiting' });

  useEffect(() => {
    let over = false;
    async function load(): Promise<OwnServices> {
      const { ownershipEntityRefs } = await identity.getBackstageIdentity();
      const { items } = await catalog.getEntities({
        filter: { kind: 'Component', 'relations.ownedBy': ownershipEntityRefs },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
        ],
        limit: mostServices + 1,
      });
      const services = items.map(ownServiceOf).slice(0, mostServices);
      return { state: 'ready', services, isAll: items.length <= mostServices };
    }
    const look = () =>
      load().then(
        found => !over && setOwn(found),
        () => !over && setOwn(lostAfter),
      );
    void look();
    const timer = setInterval(look, againMs);
    window.addEventListener('focus', look);
    return () => {
      over = true;
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [catalog, identity]);

  return own;
}

/** What was known stays, and says since when it is old. */
function lostAfter(before: OwnServices): OwnServices {
  if (before.state !== 'ready') return { state: 'lost' };
  return { since: new Date().toISOString(), ...before };
}
