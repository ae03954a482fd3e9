import type { AuthService } from '@backstage/backend-plugin-api';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Right, WatchedCluster } from '../kube/watch/cache';
import type { Person } from '../person';
import { personOfEntity } from './personOfEntity';

interface Parts {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
}

/** Whether somebody may know of what they would be told. */
type MayKnow = (person: Person) => Promise<boolean>;

/**
 * Who of these hears of something. Every notification of the portal passes here: an owner in the catalog, a label and an
 * annotation are anybody's to write, and so the candidates are only candidates.
 */
export type Audience = (
  candidates: readonly string[],
  mayKnow: MayKnow,
) => Promise<string[]>;

/** Refs of people and groups; a person whom the catalog does not know hears nothing. @throws what the catalog fails with */
export function createAudience({ catalog, auth }: Parts): Audience {
  async function read(refs: string[]): Promise<Array<Entity | undefined>> {
    if (refs.length === 0) return [];
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials },
    );
    return items;
  }

  return async (candidates, mayKnow) => {
    const refs = [...new Set(candidates.map(ref => ref.toLowerCase()))];
    const entities = await read(refs);
    const told: string[] = [];
    for (const [at, ref] of refs.entries()) {
      const entity = entities[at];
      const { kind } = parseEntityRef(ref);
      const isKnown = kind === 'group' || (kind === 'user' && entity);
      if (isKnown && (await mayKnow(personOfEntity(ref, entity)))) {
        told.push(ref);
      }
    }
    return told;
  };
}

/** By the cluster's own RBAC: all of these rights. Who cannot be asked about hears nothing. */
export const maySeeIn =
  (cluster: Pick<WatchedCluster, 'identity' | 'access'>, rights: Right[]) =>
  async (person: Person): Promise<boolean> => {
    const who = cluster.identity(person);
    if (!who) return false;
    for (const right of rights) {
      const may = await cluster.access.may(who, right).catch(() => false);
      if (!may) return false;
    }
    return true;
  };
