import { isDeepStrictEqual } from 'node:util';
import type { VaultEffect } from '@paddock/backstage-plugin-paddock-common';
import { type Job, vaultOf } from '../job';
import { policyRequestOf } from '../../marks';
import { attention } from '../../../reconcile/stop';
import type { Change, Look, Step } from '../../../reconcile/step';

type Of<Type extends VaultEffect['type']> = Extract<
  VaultEffect,
  { type: Type }
>;

/** Something that the request wants in Vault. */
export function vaultStep(job: Job, effect: VaultEffect): Step {
  const what = vaultName(effect);
  switch (effect.type) {
    case 'policy':
      return { what, look: () => lookAtPolicy(job, effect) };
    case 'role':
      return { what, look: () => lookAtRole(job, effect) };
    case 'path':
      return { what, look: () => lookAtPath(job, effect) };
    default:
      throw new Error(`Unknown effect: ${effect satisfies never}`);
  }
}

export function vaultName(effect: VaultEffect): string {
  return effect.type === 'path'
    ? `the path "${effect.mount}/${effect.path}" in Vault`
    : `the ${effect.type} "${effect.name}" in Vault`;
}

const foreign = (effect: VaultEffect) =>
  attention(
    `${vaultName(effect).replace('the', 'The')} exists and is not ours.`,
  );

/** Vault's calls are short, and Vault sorts out which came last: what is known of the lease is asked directly before. */
function writing(job: Job, effect: VaultEffect, write: () => Promise<void>) {
  return {
    event: `write-${effect.type}`,
    detail: { name: vaultPlace(effect) },
    async run() {
      job.held.guard();
      await write();
      return { state: 'done' };
    },
  } satisfies Change;
}

export const vaultPlace = (effect: VaultEffect) =>
  effect.type === 'path' ? `${effect.mount}/${effect.path}` : effect.name;

async function lookAtPolicy(job: Job, effect: Of<'policy'>): Promise<Look> {
  const { row } = job;
  const vault = vaultOf(job);
  const write = () => vault.writePolicy(effect.name, effect.text);
  const found = await vault.readPolicy(effect.name);
  if (found === undefined) {
    return { state: 'missing', mend: writing(job, effect, write) };
  }
  if (policyRequestOf(found) !== row.id) return foreign(effect);
  return found.trim() === effect.text.trim()
    ? { state: 'there' }
    : { state: 'different', mend: writing(job, effect, write) };
}

async function lookAtRole(job: Job, effect: Of<'role'>): Promise<Look> {
  const vault = vaultOf(job);
  const write = () => vault.writeRole(effect);
  const found = await vault.readRole(effect.mount, effect.name);
  if (!found) return { state: 'missing', mend: writing(job, effect, write) };
  // A role carries no mark; the policy of the same request is one.
  if (!effect.policies.some(each => found.policies.includes(each))) {
    return foreign(effect);
  }
  return isDeepStrictEqual(found, effect)
    ? { state: 'there' }
    : { state: 'different', mend: writing(job, effect, write) };
}

async function lookAtPath(job: Job, effect: Of<'path'>): Promise<Look> {
  const { row } = job;
  const vault = vaultOf(job);
  const { mount, path, owner } = effect;
  const write = () => vault.writeOwner(mount, path, owner);
  const found = await vault.readMetadata(mount, path);
  if (!found) return { state: 'missing', mend: writing(job, effect, write) };
  if (found.owner.request !== row.id) return foreign(effect);
  return isDeepStrictEqual(found.owner, owner)
    ? { state: 'there' }
    : { state: 'different', mend: writing(job, effect, write) };
}
