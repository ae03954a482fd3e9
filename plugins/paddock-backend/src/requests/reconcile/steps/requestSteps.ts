import type { Step } from '../../../reconcile/step';
import {
  type Looked,
  lookAtSteps,
  type Taken,
  takeSteps,
} from '../../../reconcile/takeSteps';
import type { Job } from '../job';
import { lookAround } from '../namespaceIdentity';
import { takingOf } from '../taking';
import { objectStep } from './objectStep';
import { vaultStep } from './vaultStep';

/** Limits come before whatever they limit: a pod that was admitted before its quota is not counted against it. */
const ranks: Record<string, number> = {
  Namespace: 0,
  LimitRange: 1,
  ResourceQuota: 1,
};

/**
 * What the approved revision holds, in the order in which they are made; those of one wave do not need each other.
 * What delivers a secret finds its way to Vault prepared.
 */
function wavesOf(job: Job): Step[][] {
  const { objects, vault } = job.revision.effects;
  const inCluster = [0, 1, 2].map(rank =>
    objects
      .filter(({ kind }) => (ranks[kind] ?? 2) === rank)
      .map(object => objectStep(job, object)),
  );
  const inVault = vault.map(effect => [vaultStep(job, effect)]);
  const waves =
    job.row.kind === 'secret'
      ? [...inVault, ...inCluster]
      : [...inCluster, ...inVault];
  return waves.filter(wave => wave.length > 0);
}

/** Makes what is missing. Whether it may be made in its namespace is asked anew before each wave. */
export const takeAll = (job: Job): Promise<Taken> =>
  takeSteps(wavesOf(job), {
    ...takingOf(job),
    ...(job.row.kind !== 'namespace' && { mayGoOn: () => lookAround(job) }),
  });

/** Looks at everything at once, and changes nothing. */
export const lookAtAll = (job: Job): Promise<Looked[]> =>
  lookAtSteps(wavesOf(job), takingOf(job));
