import { createRequire } from 'node:module';

// The backend's own sources, loaded as the portal's process loads them: by Backstage's transform, as CommonJS.
const load = createRequire(import.meta.url);
load('@backstage/cli/config/nodeTransform.cjs');

const backend = '../../plugins/paddock-backend';

export const { crashPoints } = load(
  `${backend}/src/requests/reconcile/crashPoints`,
) as typeof import('../../plugins/paddock-backend/src/requests/reconcile/crashPoints');
export const { createRandom } = load(
  `${backend}/testing/random`,
) as typeof import('../../plugins/paddock-backend/testing/random');

export type Random = ReturnType<typeof createRandom>;
