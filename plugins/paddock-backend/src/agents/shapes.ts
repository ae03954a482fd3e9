import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';

/** The registry hands out its own zod, which is not ours. */
export type Zod = Parameters<
  Parameters<ActionsRegistryService['register']>[0]['schema']['input']
>[0];

/** Whoever may look may look again. */
export const attributes = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};

export const placeOf = (z: Zod) => ({
  cluster: z.string().describe('As the portal names it'),
  namespace: z.string(),
});
