import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { inWords } from '../portal/PortalError';
import { useLoaded } from '../portal/useLoaded';
import { usePortal } from '../portal/usePortal';

/** The location that somebody has registered; everything that comes from it leaves with it. Without one, nobody has. */
export interface Registration {
  location?: string;
  entities: string[];
}

/** How an entity came into the catalog, and how it leaves it again. */
export function useRegistration(entity: Entity) {
  const catalog = useApi(catalogApiRef);
  const portal = usePortal();
  const { uid, annotations = {} } = entity.metadata;
  const location = annotations[ANNOTATION_ORIGIN_LOCATION];

  async function load(): Promise<Registration> {
    const found = location && (await catalog.getLocationByRef(location));
    if (!location || !found) return { entities: [] };
    const { items } = await catalog.getEntities({
      filter: {
        [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: location,
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    });
    const entities = items.map(each => stringifyEntityRef(each)).sort();
    return { location, entities };
  }
  const { loaded } = useLoaded(`registration of ${location ?? uid}`, load);

  /** @throws Error in words */
  async function unregister() {
    const { kind, metadata } = entity;
    const { namespace = 'default', name } = metadata;
    try {
      if ('value' in loaded && loaded.value.location) {
        await portal.remove(
          `/entities/${kind.toLowerCase()}/${namespace}/${name}/registration`,
        );
      } else if (uid) {
        await catalog.removeEntityByUid(uid);
      }
    } catch (error) {
      throw new Error(inWords(error));
    }
  }

  return { registration: loaded, unregister };
}
