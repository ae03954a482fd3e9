import type {
  EffectObject,
  SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { agentConfigName, agentFiles } from './agent';
import { marked, type PlanContext } from './context';
import { externalSecrets } from './externalSecrets';
import type { SecretPlace } from './secretPlace';
import { secretsOperator } from './secretsOperator';

/** What brings a secret to the pods of its cluster; empty where the workload's own manifest does all of it. */
export function deliveryObjects(
  spec: SecretSpec,
  place: SecretPlace,
  context: Pick<PlanContext, 'requestId'>,
): EffectObject[] {
  const { delivery } = place.cluster;
  switch (delivery) {
    case 'agent': {
      const { namespace } = spec;
      const at = { name: agentConfigName(spec), namespace };
      const data = agentFiles(spec, place);
      return [{ ...marked('v1', 'ConfigMap', at, context), data }];
    }
    case 'external-secrets':
      return externalSecrets(spec, place, context);
    case 'vault-secrets-operator':
      return secretsOperator(spec, place, context);
    case 'injector':
    case 'none':
      return [];
    default:
      throw new Error(`Unknown delivery: ${delivery satisfies never}`);
  }
}
