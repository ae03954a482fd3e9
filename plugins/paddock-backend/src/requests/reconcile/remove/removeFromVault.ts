import type { VaultEffect } from '@paddock/backstage-plugin-paddock-common';
import { type Job, vaultOf } from '../job';
import { policyRequestOf } from '../../marks';
import { makeChange, orStop } from '../taking';
import type { Stop } from '../../../reconcile/stop';
import { vaultPlace } from '../steps/vaultStep';

/** From the right to log in down to the data; a role must not outlive the policy that marks it. */
const order: Array<VaultEffect['type']> = ['role', 'policy', 'path'];

/** Removes what is the request's in Vault; the path with all its versions. */
export async function removeFromVault(job: Job): Promise<Stop | undefined> {
  const effects = [...job.revision.effects.vault].sort(
    (a, b) => order.indexOf(a.type) - order.indexOf(b.type),
  );
  for (const effect of effects) {
    const stop = await orStop(job, () => removeOne(job, effect));
    if (stop) return stop;
  }
  return undefined;
}

async function removeOne(
  job: Job,
  effect: VaultEffect,
): Promise<Stop | undefined> {
  if (!(await isOurs(job, effect))) return undefined;
  const outcome = await makeChange(job, {
    event: `remove-${effect.type}`,
    detail: { name: vaultPlace(effect) },
    async run() {
      job.held.guard();
      await remove(job, effect);
      return { state: 'done' };
    },
  });
  return outcome.state === 'done' ? undefined : outcome;
}

async function isOurs(job: Job, effect: VaultEffect): Promise<boolean> {
  const vault = vaultOf(job);
  switch (effect.type) {
    case 'policy': {
      const text = await vault.readPolicy(effect.name);
      return text !== undefined && policyRequestOf(text) === job.row.id;
    }
    case 'role': {
      const role = await vault.readRole(effect.mount, effect.name);
      return effect.policies.some(each => role?.policies.includes(each));
    }
    case 'path': {
      const found = await vault.readMetadata(effect.mount, effect.path);
      return found?.owner.request === job.row.id;
    }
    default:
      throw new Error(`Unknown effect: ${effect satisfies never}`);
  }
}

function remove(job: Job, effect: VaultEffect): Promise<void> {
  const vault = vaultOf(job);
  switch (effect.type) {
    case 'policy':
      return vault.deletePolicy(effect.name);
    case 'role':
      return vault.deleteRole(effect.mount, effect.name);
    case 'path':
      return vault.destroyPath(effect.mount, effect.path);
    default:
      throw new Error(`Unknown effect: ${effect satisfies never}`);
  }
}
