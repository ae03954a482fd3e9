/** The KV version 2 mount, and the folder in it below which the portal keeps everything. */
export const kvMount = 'secret';
export const kvPrefix = 'paddock';
/** One auth mount for each cluster: a role of one cluster says nothing about another. */
export const clusterAuthMount = 'kubernetes-local';

/**
 * Not one of the `paddock-` policies that the portal may write: names of policies have no case, so a denial of
 * `sys/policies/acl/paddock-portal` would not hold for `paddock-Portal`.
 */
export const portalPolicyName = 'portal';

type Rule = [path: string, capabilities: string[]];

const reads = ['read', 'list'];

/**
 * What the portal may do. It writes values and reads none: no rule gives `read` on a path that answers with one.
 * Sources: the API paths of KV version 2, the Kubernetes auth method and policies, as OpenBao and Vault document them.
 */
export const portalRules: readonly Rule[] = [
  [`${kvMount}/data/${kvPrefix}/*`, ['create', 'update']],
  [
    `${kvMount}/metadata/${kvPrefix}/*`,
    ['create', 'update', 'delete', ...reads],
  ],
  ...['delete', 'undelete', 'destroy'].map(
    (act): Rule => [`${kvMount}/${act}/${kvPrefix}/*`, ['update']],
  ),
  ['sys/policies/acl', ['list']],
  ['sys/policies/acl/paddock-*', ['create', 'update', 'read', 'delete']],
  [`auth/${clusterAuthMount}/role`, ['list']],
  [
    `auth/${clusterAuthMount}/role/paddock-*`,
    ['create', 'update', 'read', 'delete'],
  ],
  // Its own token.
  ['auth/token/lookup-self', ['read']],
  ['auth/token/renew-self', ['update']],
  ['auth/token/revoke-self', ['update']],
];

/** As the server takes it (HCL). */
export const policyText = (rules: readonly Rule[]) =>
  rules
    .map(
      ([path, capabilities]) =>
        `path "${path}" {\n  capabilities = ${JSON.stringify(
          capabilities,
        )}\n}\n`,
    )
    .join('\n');
