import type {
  EffectObject,
  Effects,
  SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { Unprocessable } from '../../http/unprocessable';
import { marked, type PlanContext } from './context';
import { deliveryObjects } from './delivery';
import { placeOf } from './secretPlace';
import { vaultEffects } from './vaultEffects';

/**
 * A path in Vault that one service account may read, and the object by which it gets to pods.
 *
 * @throws Unprocessable where no Vault is set up for the cluster
 */
export function planSecret(spec: SecretSpec, context: PlanContext): Effects {
  const place = placeOf(spec, context.settings);
  if (!place) {
    throw new Unprocessable(
      'Vault is not set up for this cluster, so it cannot have secrets of the portal yet.',
    );
  }
  const { vault, cluster, role, path } = place;
  const { namespace, serviceAccount, team } = spec;
  return {
    objects: [
      ...ownAccount(spec, context),
      ...deliveryObjects(spec, place, context),
    ],
    vault: vaultEffects(
      { name: role, path, serviceAccount, namespace, team },
      vault,
      { cluster, requestId: context.requestId },
    ),
  };
}

function ownAccount(spec: SecretSpec, context: PlanContext): EffectObject[] {
  if (!spec.makeServiceAccount) return [];
  const { serviceAccount: name, namespace } = spec;
  return [
    {
      ...marked('v1', 'ServiceAccount', { name, namespace }, context),
      automountServiceAccountToken: false,
    },
  ];
}
