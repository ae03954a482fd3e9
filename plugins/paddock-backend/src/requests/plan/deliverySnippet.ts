import {
  kubernetesYaml,
  type SecretSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { inside } from './agent';
import { byAgent } from './agentSnippet';
import type { PlanContext } from './context';
import { readOnly, tokenVolume } from './podParts';
import { type SecretPlace, placeOf } from './secretPlace';

/**
 * What the manifest of a workload needs so that its pods get the secret: the pod template of a Deployment, as YAML, to be
 * merged with what is there. Undefined where no Vault is set up for the cluster. Pure.
 */
export function deliverySnippet(
  spec: SecretSpec,
  settings: PlanContext['settings'],
): string | undefined {
  const place = placeOf(spec, settings);
  if (!place) return undefined;
  const { words, template } = manifestFor(spec, place);
  return `${words.map(line => `# ${line}\n`).join('')}${kubernetesYaml({
    spec: { template },
  })}`;
}

function manifestFor(spec: SecretSpec, place: SecretPlace) {
  const { delivery } = place.cluster;
  switch (delivery) {
    case 'agent':
      return byAgent(spec, place);
    case 'external-secrets':
    case 'vault-secrets-operator':
      return bySecret(spec);
    case 'injector':
      return byInjector(spec, place);
    case 'none':
      return byItself(spec, place);
    default:
      throw new Error(`Unknown delivery: ${delivery satisfies never}`);
  }
}

function bySecret({ name }: SecretSpec) {
  return {
    words: [
      `The cluster keeps the Secret ${name} as Vault has it; a new value is there within the hour.`,
      'Whoever may read Secrets in the namespace may read it.',
    ],
    template: {
      spec: {
        containers: [{ name: 'app', envFrom: [{ secretRef: { name } }] }],
      },
    },
  };
}

function byInjector(
  spec: SecretSpec,
  { vault, cluster, role, path }: SecretPlace,
) {
  const { name, serviceAccount } = spec;
  const prefix = 'vault.hashicorp.com';
  const token = `${name}-token`;
  return {
    words: [
      'The injector adds an agent to the pod; the secret is a file below /vault/secrets.',
    ],
    template: {
      metadata: {
        annotations: {
          [`${prefix}/agent-inject`]: 'true',
          [`${prefix}/auth-path`]: `auth/${cluster.authMount}`,
          [`${prefix}/role`]: role,
          [`${prefix}/agent-service-account-token-volume-name`]: token,
          [`${prefix}/agent-inject-secret-${name}`]: `${vault.kvMount}/data/${path}`,
          ...(cluster.namespace && {
            [`${prefix}/namespace`]: cluster.namespace,
          }),
        },
      },
      spec: {
        serviceAccountName: serviceAccount,
        containers: [
          {
            name: 'app',
            volumeMounts: [readOnly(token, inside.token)],
          },
        ],
        volumes: [tokenVolume(token, cluster.audience)],
      },
    },
  };
}

function byItself(
  { name, serviceAccount }: SecretSpec,
  { vault, cluster, role, path }: SecretPlace,
) {
  const token = `${name}-token`;
  return {
    words: [
      `Nothing delivers it here: the application logs in at auth/${cluster.authMount} as ${role} with the token below,`,
      `and reads ${vault.kvMount}/data/${path} from ${cluster.address}.`,
    ],
    template: {
      spec: {
        serviceAccountName: serviceAccount,
        containers: [
          { name: 'app', volumeMounts: [readOnly(token, inside.token)] },
        ],
        volumes: [tokenVolume(token, cluster.audience)],
      },
    },
  };
}
