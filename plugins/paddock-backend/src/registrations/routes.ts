import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { entityTarget } from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import { recorded, type RecordParts } from '../audit/recorded';
import { parse } from '../http/parse';
import {
  authorizeRemoval,
  type CatalogParts,
  findRegistration,
} from './registration';

export interface RegistrationParts extends CatalogParts, RecordParts {
  httpAuth: HttpAuthService;
}

/** Takes out of the catalog what owners have registered. */
export function createRegistrationsRouter(parts: RegistrationParts) {
  const { auth, catalog, httpAuth } = parts;
  const router = Router();
  router.delete(
    '/entities/:kind/:namespace/:name/registration',
    async (req, res) => {
      const credentials = await httpAuth.credentials(req, { allow: ['user'] });
      const { kind, namespace, name } = parse(entityTarget, req.params);
      const ref = `${kind}:${namespace}/${name}`.toLowerCase();
      const registration = await findRegistration(parts, ref, credentials);
      await authorizeRemoval(parts, registration, credentials);
      const { id, location, entities } = registration;
      await recorded(
        parts,
        {
          event: 'entity-unregister',
          actor: credentials.principal.userEntityRef,
          request: req,
          detail: { entity: ref, location, entities },
        },
        async () =>
          catalog.removeLocationById(id, {
            credentials: await auth.getOwnServiceCredentials(),
          }),
      );
      res.status(204).end();
    },
  );
  return router;
}
