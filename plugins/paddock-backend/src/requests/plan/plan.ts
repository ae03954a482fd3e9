import type {
  Effects,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { PlanContext } from './context';
import { planNamespace } from './namespace';
import { planSecret } from './secret';
import { planVolume } from './volume';

/**
 * Everything that an approval of this specification brings about. The same specification gives the same effects, to the
 * byte: the approval is bound to them. Pure.
 *
 * @throws Unprocessable for what cannot be planned: a secret without a Vault, a group that the cluster must not know
 */
export function planEffects(spec: RequestSpec, context: PlanContext): Effects {
  switch (spec.kind) {
    case 'namespace':
      return planNamespace(spec, context);
    case 'secret':
      return planSecret(spec, context);
    case 'volume':
      return planVolume(spec, context);
    default:
      throw new Error(`Unknown kind of request: ${spec satisfies never}`);
  }
}
