import { z } from 'zod';
import { oddAnswer } from './answers';
import { checkMount, checkName, checkRole } from './canonical';
import { listOurs } from './policies';
import type { Ask } from './session';
import type { VaultSettings } from './settings';
import type { Vault } from './vault';

const texts = z.array(z.string()).nullish();
const seconds = z.number().int().nullish();

const roleAnswer = z.object({
  data: z.object({
    bound_service_account_names: texts,
    bound_service_account_namespaces: texts,
    bound_service_account_namespace_selector: z.string().nullish(),
    audience: z.string().nullish(),
    token_policies: texts,
    token_ttl: seconds,
    token_max_ttl: seconds,
    token_explicit_max_ttl: seconds,
    token_period: seconds,
  }),
});

type Roles = Pick<Vault, 'readRole' | 'writeRole' | 'deleteRole' | 'listRoles'>;

/** Roles of Kubernetes auth mounts. Source: HashiCorp Vault, `/auth/kubernetes/role`. */
export function createRoles(ask: Ask, { authMounts }: VaultSettings): Roles {
  const folder = (mount: string) =>
    `auth/${checkMount(authMounts, mount)}/role`;
  const pathOf = (mount: string, name: string) =>
    `${folder(mount)}/${checkName(name)}`;
  return {
    async readRole(mount, name) {
      const body = await ask({ method: 'GET', path: pathOf(mount, name) });
      if (!body) return undefined;
      const { data } = roleAnswer.safeParse(body);
      if (!data) throw oddAnswer('a role');
      return { type: 'role', mount, name, ...bindingsOf(data.data) };
    },
    async writeRole(role) {
      const { mount, name } = checkRole(role);
      await ask({
        method: 'POST',
        path: pathOf(mount, name),
        // Also what is off is said: fields that are left out stay as somebody has set them.
        body: {
          bound_service_account_names: [role.serviceAccount],
          bound_service_account_namespaces: [role.namespace],
          bound_service_account_namespace_selector: '',
          audience: role.audience,
          alias_name_source: 'serviceaccount_uid',
          // As text, so that the portal's own policy can say which ones it may give (deploy/vault/portal.hcl).
          token_policies: role.policies.join(','),
          token_ttl: role.ttlSeconds,
          token_max_ttl: role.ttlSeconds,
          token_explicit_max_ttl: 0,
          token_period: 0,
        },
      });
    },
    async deleteRole(mount, name) {
      await ask({ method: 'DELETE', path: pathOf(mount, name) });
    },
    listRoles: async mount => listOurs(ask, folder(mount)),
  };
}

/** A role that lets in more than one service account is told as what it is, and so is like none that was asked for. */
function bindingsOf(data: z.infer<typeof roleAnswer>['data']) {
  const selector = data.bound_service_account_namespace_selector;
  return {
    serviceAccount: (data.bound_service_account_names ?? []).join(','),
    namespace: [
      ...(data.bound_service_account_namespaces ?? []),
      ...(selector ? [selector] : []),
    ].join(','),
    policies: data.token_policies ?? [],
    audience: data.audience ?? '',
    ttlSeconds: Math.max(
      data.token_ttl ?? 0,
      data.token_max_ttl ?? 0,
      data.token_explicit_max_ttl ?? 0,
      data.token_period ?? 0,
    ),
  };
}
