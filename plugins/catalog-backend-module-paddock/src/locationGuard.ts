import type {
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

type Handler = Parameters<HttpRouterService['use']>[0];

const byEntity = /^\/locations\/by-entity\/([^/]+)\/([^/]+)\/([^/]+)\/?$/i;

/**
 * The catalog asks who may read locations, and not who may read the entity that the location is asked for by: its
 * answer would tell by its words whether there is an entity of a guessed name.
 */
export function createLocationGuard({
  catalog,
  httpAuth,
}: {
  catalog: CatalogService;
  httpAuth: HttpAuthService;
}): Handler {
  async function guard(
    req: Parameters<Handler>[0],
    parts: readonly string[],
  ): Promise<void> {
    const [kind = '', namespace, name = ''] = parts.map(decoded);
    const ref = stringifyEntityRef({ kind, namespace, name });
    const credentials = await httpAuth.credentials(req);
    if (await catalog.getEntityByRef(ref, { credentials })) return;
    throw new NotFoundError(`found no entity for ref ${ref}`);
  }

  return (req, _res, next) => {
    const [, ...parts] = byEntity.exec(req.path) ?? [];
    if (parts.length === 0) {
      next();
      return;
    }
    guard(req, parts).then(() => next(), next);
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InputError('The address is not encoded as addresses are.');
  }
}
