import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { mostServices } from '@paddock/backstage-plugin-paddock-common';
import { type Loaded, useLoaded } from '../portal/useLoaded';
import { type OwnService, ownServiceOf } from './ownServices';

/** `isAll` is false where there are more than a home page shows. */
export type OwnServices = Loaded<{ services: OwnService[]; isAll: boolean }>;

/** How often the catalog is asked again, besides whenever somebody comes back to the page. */
const everyMs = 60_000;

/** The components of this person and their groups, as the catalog has them. */
export function useOwnServices(): OwnServices {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const load = async () => {
    const { ownershipEntityRefs } = await identity.getBackstageIdentity();
    const { items } = await catalog.getEntities({
      filter: { kind: 'Component', 'relations.ownedBy': ownershipEntityRefs },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      limit: mostServices + 1,
    });
    const services = items.map(ownServiceOf).slice(0, mostServices);
    return { services, isAll: items.length <= mostServices };
  };
  return useLoaded('own services', load, { everyMs }).loaded;
}
