import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

export interface CatalogParts {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<
    CatalogService,
    'getEntityByRef' | 'getEntities' | 'getLocationByRef' | 'removeLocationById'
  >;
  permissions: Pick<PermissionsService, 'authorize'>;
}

/** A location of the catalog, with the references of what comes from it. */
export interface Registration {
  id: string;
  /** `url:https://git.example/team/api/src/branch/main/catalog-info.yaml` */
  location: string;
  entities: string[];
}

/** Whoever registers more than this at one place has a catalog of their own there. */
const mostEntities = 200;

/** The location that has brought an entity into the catalog. @throws NotFoundError, ConflictError where nobody has registered it */
export async function findRegistration(
  { auth, catalog }: CatalogParts,
  ref: string,
  credentials: BackstageCredentials,
): Promise<Registration> {
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (!entity) {
    throw new NotFoundError(`There is no ${ref} that you may see.`);
  }
  const location = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
  const asPortal = { credentials: await auth.getOwnServiceCredentials() };
  const found =
    location && (await catalog.getLocationByRef(location, asPortal));
  if (!location || !found) {
    throw new ConflictError(
      `${ref} was not registered by anybody: it comes from the portal's configuration or another source of the catalog. Remove it there.`,
    );
  }
  const { items } = await catalog.getEntities(
    {
      filter: {
        [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: location,
      },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
      limit: mostEntities + 1,
    },
    asPortal,
  );
  if (items.length > mostEntities) {
    throw new ConflictError(
      `More than ${mostEntities} entities come from ${location}. Ask an administrator to unregister it.`,
    );
  }
  return {
    id: found.id,
    location,
    entities: items.filter(isSomebodys).map(each => stringifyEntityRef(each)),
  };
}

/** The catalog itself makes an entity of each location, which has no owner and goes with it. */
const isSomebodys = ({ kind, relations = [] }: Entity) =>
  kind.toLowerCase() !== 'location' ||
  relations.some(({ type }) => type === RELATION_OWNED_BY);

/**
 * Who may delete everything that comes from a location may remove the location. The catalog's own permission for
 * locations knows no owner. @throws NotAllowedError
 */
export async function authorizeRemoval(
  { permissions }: CatalogParts,
  { location, entities }: Registration,
  credentials: BackstageCredentials,
): Promise<void> {
  const decisions = await permissions.authorize(
    entities.map(resourceRef => ({
      permission: catalogEntityDeletePermission,
      resourceRef,
    })),
    { credentials },
  );
  const others = decisions.filter(
    ({ result }) => result !== AuthorizeResult.ALLOW,
  ).length;
  if (entities.length > 0 && others === 0) return;
  throw new NotAllowedError(
    others === entities.length
      ? `Nothing that comes from ${location} is yours to delete. Ask its owners.`
      : `${others} of ${entities.length} entities that come from ${location} are not yours to delete. Ask their owners or an administrator.`,
  );
}
