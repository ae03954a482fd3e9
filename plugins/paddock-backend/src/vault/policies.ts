import { z } from 'zod';
import { oddAnswer } from './answers';
import { checkName } from './canonical';
import { checkPolicyText } from './policyText';
import type { Ask } from './session';
import type { VaultSettings } from './settings';
import type { Vault } from './vault';

const policyAnswer = z.object({ data: z.object({ policy: z.string() }) });
const listAnswer = z.object({
  data: z.object({ keys: z.array(z.string()) }),
});

type Policies = Pick<
  Vault,
  'readPolicy' | 'writePolicy' | 'deletePolicy' | 'listPolicies'
>;

/** ACL policies. Source: HashiCorp Vault, `/sys/policies/acl`. */
export function createPolicies(ask: Ask, settings: VaultSettings): Policies {
  const pathOf = (name: string) => `sys/policies/acl/${checkName(name)}`;
  return {
    async readPolicy(name) {
      const body = await ask({ method: 'GET', path: pathOf(name) });
      if (!body) return undefined;
      const { data } = policyAnswer.safeParse(body);
      if (!data) throw oddAnswer('a policy');
      return data.data.policy;
    },
    async writePolicy(name, text) {
      const body = { policy: checkPolicyText(text, settings) };
      await ask({ method: 'POST', path: pathOf(name), body });
    },
    async deletePolicy(name) {
      await ask({ method: 'DELETE', path: pathOf(name) });
    },
    listPolicies: () => listOurs(ask, 'sys/policies/acl'),
  };
}

/** The names below a path that begin with `paddock-`. */
export async function listOurs(ask: Ask, path: string): Promise<string[]> {
  const body = await ask({ method: 'GET', path, list: true });
  if (!body) return [];
  const { data } = listAnswer.safeParse(body);
  if (!data) throw oddAnswer('what there is');
  return data.data.keys.filter(each => each.startsWith('paddock-'));
}
