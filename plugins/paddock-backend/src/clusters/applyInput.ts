import { z } from 'zod';
import { Unprocessable } from '../http/unprocessable';

const dns1123Label = z
  .string()
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, 'must be a DNS-1123 label');

const objectName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'must be a DNS-1123 name');

/** Parameters of the apply route. */
export const applyTarget = z.strictObject({
  cluster: z.string().min(1).max(253),
  namespace: dns1123Label,
});

/** Body of the apply route. */
export const applyInput = z.strictObject({
  objects: z
    .array(
      z.looseObject({
        apiVersion: z
          .string()
          .max(300)
          .regex(/^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?v[0-9][a-z0-9]{0,30}$/),
        kind: z.string().regex(/^[A-Z][A-Za-z0-9]{0,62}$/),
        metadata: z.looseObject({
          name: objectName,
          namespace: z.string().optional(),
        }),
      }),
    )
    .min(1)
    .max(50),
  dryRun: z.boolean().default(false),
});

export type ApplyInput = z.infer<typeof applyInput>;

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Rights, namespaces and secret values have ways of their own through the portal.
 *
 * @throws Unprocessable for the first object that may not be applied here.
 */
export function checkObjects({ objects }: ApplyInput, namespace: string) {
  for (const { apiVersion, kind, metadata } of objects) {
    const what = `${kind} "${metadata.name}"`;
    const [group] = apiVersion.split('/');
    if (group === RBAC) {
      throw new Unprocessable(
        `${what} would change rights, which deployments may not. Ask the platform's administrators`,
      );
    }
    if (apiVersion === 'v1' && (kind === 'Secret' || kind === 'Namespace')) {
      throw new Unprocessable(
        `${what} cannot be applied here. Request ${
          kind === 'Secret' ? 'secrets' : 'namespaces'
        } through the portal instead`,
      );
    }
    if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
      throw new Unprocessable(
        `${what} names the namespace "${metadata.namespace}", but is applied to "${namespace}". Leave its namespace out`,
      );
    }
  }
}
