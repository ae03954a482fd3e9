import type { ApplyRequest } from '@paddock/backstage-plugin-paddock-common';
import { Unprocessable } from '../http/unprocessable';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * Rights, namespaces and secret values have ways of their own through the portal.
 *
 * @throws Unprocessable for the first object that may not be applied here.
 */
export function checkObjects({ objects }: ApplyRequest, namespace: string) {
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
