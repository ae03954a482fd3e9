import type { SecretSpec } from '@paddock/backstage-plugin-paddock-common';
import type { SecretPlace } from './secretPlace';

/** Where the agent's container has what it works with; both ends, configuration and manifest, are made from these. */
export const inside = {
  configuration: '/paddock/agent',
  secret: '/paddock/secret',
  token: '/var/run/secrets/paddock',
} as const;

/** The name of the ConfigMap with the agent's configuration. */
export const agentConfigName = ({ name }: Pick<SecretSpec, 'name'>) =>
  `${name}-vault-agent`;

/**
 * The files that a Vault or OpenBao agent starts with: it logs in with the projected token of the pod's service account,
 * writes each key into a file of its own, and ends. JSON, which the agent reads as well as HCL; nothing in it is secret.
 */
export function agentFiles(
  spec: SecretSpec,
  { vault, cluster, role, path }: SecretPlace,
): Record<string, string> {
  const secret = `${vault.kvMount}/data/${path}`;
  const method = {
    type: 'kubernetes',
    mount_path: `auth/${cluster.authMount}`,
    config: [{ role, token_path: `${inside.token}/token` }],
  };
  // Lists, since that is how blocks are written in JSON: of a block that holds one other only, HCL makes something else.
  const configuration = {
    vault: [
      {
        address: cluster.address,
        ...(cluster.ca && { ca_cert: `${inside.configuration}/ca.crt` }),
      },
    ],
    auto_auth: [{ method: [method] }],
    exit_after_auth: true,
    // Without it, an agent that may not read goes on for ever, and its pod says nothing.
    template_config: [{ exit_on_retry_failure: true }],
    template: templatesOf(spec, secret),
  };
  return {
    'agent.json': `${JSON.stringify(configuration, undefined, 2)}\n`,
    ...(cluster.ca && { 'ca.crt': cluster.ca }),
  };
}

/** One file for each key, or all in one where no key is named. */
function templatesOf({ keys }: SecretSpec, secret: string) {
  const file = (name: string, value: string) => ({
    destination: `${inside.secret}/${name}`,
    contents: `{{ with secret ${JSON.stringify(
      secret,
    )} }}{{ ${value} }}{{ end }}`,
    error_on_missing_key: true,
    // The volume is in memory, and mounted by whom the pod says.
    perms: '0444',
  });
  return keys.length > 0
    ? keys.map(key => file(key, `index .Data.data ${JSON.stringify(key)}`))
    : [file('secret.json', '.Data.data | toUnescapedJSON')];
}
