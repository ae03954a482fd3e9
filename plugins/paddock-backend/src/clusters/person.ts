import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, RELATION_MEMBER_OF } from '@backstage/catalog-model';
import type { Entity, UserEntity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Person } from '../person';
import { LRUCache } from 'lru-cache';

export interface PersonParts {
  auth: AuthService;
  userInfo: UserInfoService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  /** Milliseconds. */
  now?: () => number;
}

/** @throws NotAllowedError for callers that are no person of the catalog. */
export type PersonOf = (credentials: BackstageCredentials) => Promise<Person>;

const KEEP_MS = 30_000;
const MAX_KEPT = 5_000;
/** The guest sign-in's default; a guest may be anyone. */
const GUEST = 'user:development/guest';

/**
 * The person behind a request, from the token and the catalog. A group that the
 * catalog no longer names as theirs is theirs no longer, though the token, which
 * lives for an hour, still says so.
 */
export function createPersonOf(parts: PersonParts): PersonOf {
  const { auth, userInfo, now = () => Date.now() } = parts;
  const kept = new LRUCache<string, Promise<Entity | undefined>>({
    max: MAX_KEPT,
    ttl: KEEP_MS,
    ttlResolution: 0,
    perf: { now },
  });
  const read = async (ref: string) =>
    parts.catalog.getEntityByRef(ref, {
      credentials: await auth.getOwnServiceCredentials(),
    });

  function entityOf(ref: string): Promise<Entity | undefined> {
    const known = kept.get(ref);
    if (known) return known;
    const entity = read(ref);
    kept.set(ref, entity);
    entity.catch(() => kept.peek(ref) === entity && kept.delete(ref));
    return entity;
  }

  return async credentials => {
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Only people have rights in clusters. Sign in, or call with the token of a person',
      );
    }
    const info = await userInfo.getUserInfo(credentials);
    const entity = await entityOf(info.userEntityRef);
    if (!entity || info.userEntityRef === GUEST) {
      throw new NotAllowedError(
        `"${info.userEntityRef}" is no person of the catalog, and so has no rights in any cluster. Sign in as somebody whom the catalog knows`,
      );
    }
    return personFrom(entity, info);
  };
}

function personFrom(
  entity: Entity,
  info: { userEntityRef: string; ownershipEntityRefs: string[] },
): Person {
  const memberOf = new Set(
    (entity.relations ?? [])
      .filter(({ type }) => type === RELATION_MEMBER_OF)
      .map(({ targetRef }) => targetRef.toLowerCase()),
  );
  const email = (entity as UserEntity).spec?.profile?.email;
  return {
    userRef: info.userEntityRef,
    groupRefs: info.ownershipEntityRefs.filter(
      ref =>
        parseEntityRef(ref).kind === 'group' && memberOf.has(ref.toLowerCase()),
    ),
    ...(email ? { email } : {}),
    annotations: entity.metadata.annotations ?? {},
  };
}
