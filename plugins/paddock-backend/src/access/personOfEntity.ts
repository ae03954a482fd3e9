import {
  type Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  type UserEntity,
} from '@backstage/catalog-model';
import type { Person } from '../person';

/** Catalog refs of what an entity is related to in this way, in small letters. */
export const relationsOf = (entity: Entity | undefined, type: string) =>
  (entity?.relations ?? [])
    .filter(each => each.type === type)
    .map(({ targetRef }) => targetRef.toLowerCase());

/** Whom a cluster would see behind a ref of the catalog: a person with their groups, or a group by itself. */
export function personOfEntity(
  ref: string,
  entity: Entity | undefined,
): Person {
  if (parseEntityRef(ref).kind === 'group') {
    return { userRef: ref, groupRefs: [ref] };
  }
  const email = (entity as UserEntity | undefined)?.spec?.profile?.email;
  return {
    userRef: ref,
    groupRefs: relationsOf(entity, RELATION_MEMBER_OF),
    ...(email ? { email } : {}),
    annotations: entity?.metadata.annotations ?? {},
  };
}

/** What people call somebody, or a team. */
export function nameOfEntity(ref: string, entity: Entity | undefined): string {
  const { profile } = (entity?.spec ?? {}) as {
    profile?: { displayName?: string };
  };
  return (
    profile?.displayName || entity?.metadata.title || parseEntityRef(ref).name
  );
}
