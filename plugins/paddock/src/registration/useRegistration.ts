import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

/** How an entity came into the catalog, and how it leaves it again. */
export type Registration =
  | { state: 'waiting' }
  | { state: 'lost'; reason: string }
  /** Somebody has registered a location; everything that comes from it leaves with it. */
  | { state: 'registered'; location: string; entities: string[] }
  /** No location of the catalog has brought it. */
  | { state: 'alone' };

export function useRegistration(entity: Entity) {
  const catalog = useApi(catalogApiRef);
  const portal = usePortal();
  const [registration, setRegistration] = useState<Registration>({
    state: 'waiting',
  });
  const { uid, annotations = {} } = entity.metadata;
  const location = annotations[ANNOTATION_ORIGIN_LOCATION];

  useEffect(() => {
    let isOver = false;
    async function load(): Promise<Registration> {
      const found = location && (await catalog.getLocationByRef(location));
      if (!location || !found) return { state: 'alone' };
      const { items } = await catalog.getEntities({
        filter: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: location,
        },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      });
      const entities = items.map(each => stringifyEntityRef(each)).sort();
      return { state: 'registered', location, entities };
    }
    load().then(
      found => !isOver && setRegistration(found),
      error =>
        !isOver && setRegistration({ state: 'lost', reason: inWords(error) }),
    );
    return () => {
      isOver = true;
    };
  }, [catalog, location]);

  /** @throws Error in words */
  async function unregister() {
    const { kind, metadata } = entity;
    const { namespace = 'default', name } = metadata;
    try {
      if (registration.state === 'registered') {
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

  return { registration, unregister };
}
