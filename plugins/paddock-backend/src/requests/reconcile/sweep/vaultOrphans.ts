import type { VaultEffect } from '@paddock/backstage-plugin-paddock-common';
import type { RequestStore } from '../../store/store';
import type { Vault } from '../../../vault/vault';
import { policyRequestOf } from '../../marks';
import type { Orphan } from './sweep';

/**
 * The portal's policies in Vault, each with whose it is. A role and a path are found by the request that the policy
 * belongs to: it knows what it has made.
 */
export async function vaultOrphans(
  store: Pick<RequestStore, 'get' | 'revision'>,
  vault: Vault,
): Promise<Orphan[]> {
  const orphans: Orphan[] = [];
  for (const name of await vault.listPolicies()) {
    // The portal's own policy is not one that a request has made.
    if (!/^paddock-(ns|app)\./.test(name)) continue;
    const text = await vault.readPolicy(name);
    const requestId = text === undefined ? undefined : policyRequestOf(text);
    const row = requestId ? await store.get(requestId) : undefined;
    const effects =
      row?.approvedRevision === undefined
        ? []
        : (await store.revision(row.id, row.approvedRevision)).effects.vault;
    orphans.push({
      what: `the policy "${name}" in Vault`,
      kind: 'policy',
      detail: { name },
      requestId,
      isLeft: async () => true,
      remove: () => removeAll(vault, name, effects),
    });
  }
  return orphans;
}

async function removeAll(
  vault: Vault,
  policy: string,
  effects: readonly VaultEffect[],
): Promise<void> {
  for (const effect of effects) {
    if (effect.type !== 'role') continue;
    const role = await vault.readRole(effect.mount, effect.name);
    if (role?.policies.includes(policy)) {
      await vault.deleteRole(effect.mount, effect.name);
    }
  }
  await vault.deletePolicy(policy);
}
