import { isAbsolute } from 'node:path';
import type {
  HttpAuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Preparing } from '@paddock/backstage-plugin-paddock-common';
import Router from 'express-promise-router';
import { readPreparing } from './readPreparing';

interface PreparingRouterParts {
  httpAuth: HttpAuthService;
  config: RootConfigService;
}

/**
 * `GET /preparing`, for everybody who is signed in: it says what the platform does, and nothing of what is in it.
 *
 * @throws Error for a file whose path is not absolute
 */
export function createPreparingRouter({
  httpAuth,
  config,
}: PreparingRouterParts) {
  const file = config.getOptionalString('paddock.preparing.file');
  if (file !== undefined && !isAbsolute(file)) {
    throw new Error('paddock.preparing.file must be an absolute path.');
  }
  const router = Router();
  router.get('/preparing', async (req, res) => {
    await httpAuth.credentials(req, { allow: ['user'] });
    const answer: Preparing =
      file === undefined ? { items: [] } : await readPreparing(file);
    res.set('Cache-Control', 'no-store').json(answer);
  });
  return router;
}
