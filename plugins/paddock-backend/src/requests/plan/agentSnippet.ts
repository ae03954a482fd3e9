import type { SecretSpec } from '@paddock/backstage-plugin-paddock-common';
import type { ClusterVault } from '../settings/readVault';
import { agentConfigName, inside } from './agent';
import { readOnly, tokenVolume } from './podParts';
import type { SecretPlace } from './secretPlace';

/** A pod template with an init container that fetches the secret, for the workload's own manifest. */
export function byAgent(spec: SecretSpec, { cluster }: SecretPlace) {
  const { name, serviceAccount } = spec;
  return {
    words: [
      'An agent fetches the secret before the containers start, into memory.',
      'A new value is read by the next pods: restart the workload after a change.',
    ],
    template: {
      spec: {
        serviceAccountName: serviceAccount,
        automountServiceAccountToken: false,
        initContainers: [agentContainer(spec, cluster)],
        containers: [
          { name: 'app', volumeMounts: [readOnly(name, `/secrets/${name}`)] },
        ],
        volumes: [
          tokenVolume(`${name}-token`, cluster.audience),
          {
            name: `${name}-agent`,
            configMap: { name: agentConfigName(spec) },
          },
          { name, emptyDir: { medium: 'Memory', sizeLimit: '4Mi' } },
        ],
      },
    },
  };
}

/** As the Pod Security level "restricted" wants it. */
const restricted = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  runAsUser: 65532,
  seccompProfile: { type: 'RuntimeDefault' },
};

function agentContainer(spec: SecretSpec, cluster: ClusterVault) {
  const { name } = spec;
  return {
    name: agentConfigName(spec),
    image: cluster.agentImage,
    args: ['agent', `-config=${inside.configuration}/agent.json`],
    env: [
      // The image of HashiCorp would otherwise try to give its program a right that this container does not have.
      { name: 'SKIP_SETCAP', value: 'true' },
      ...(cluster.namespace
        ? [{ name: 'VAULT_NAMESPACE', value: cluster.namespace }]
        : []),
    ],
    resources: {
      requests: { cpu: '20m', memory: '64Mi' },
      limits: { memory: '128Mi' },
    },
    securityContext: restricted,
    volumeMounts: [
      readOnly(`${name}-agent`, inside.configuration),
      readOnly(`${name}-token`, inside.token),
      { name, mountPath: inside.secret },
    ],
  };
}
