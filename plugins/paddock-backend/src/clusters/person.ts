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
  const entities = keepFor(KEEP_MS, now, async (ref: string) =>
    parts.catalog.getEntityByRef(ref, {
      credentials: await auth.getOwnServiceCredentials(),
    }),
  );

  return async credentials => {
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Only people have rights in clusters. Sign in, or call with the token of a person',
      );
    }
    const info = await userInfo.getUserInfo(credentials);
    const entity = await entities(info.userEntityRef);
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

/** Remembers answers for `ms`; failures not at all. */
function keepFor<T>(
  ms: number,
  now: () => number,
  ask: (key: string) => Promise<T>,
): (key: string) => Promise<T> {
  const kept = new Map<string, { until: number; value: Promise<T> }>();
  return key => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.value;
    if (kept.size >= MAX_KEPT) kept.clear();
    const entry = { until: now() + ms, value: ask(key) };
    kept.set(key, entry);
    entry.value.catch(() => kept.delete(key));
    return entry.value;
  };
}
