import type { Job } from '../job';
import { objectStep } from './objectStep';
import { recorded } from './recordStep';
import { stopOf } from '../failures';
import { lookAround } from '../namespaceIdentity';
import { gravest, type Stop } from '../../../reconcile/stop';
import type { Look, Step } from '../../../reconcile/step';
import { vaultStep } from './vaultStep';

/** Limits come before whatever they limit: a pod that was admitted before its quota is not counted against it. */
const ranks: Record<string, number> = {
  Namespace: 0,
  LimitRange: 1,
  ResourceQuota: 1,
};

/**
 * The effects of the approved revision, in the order in which they are made; those of one wave do not need each other.
 * What delivers a secret finds its way to Vault prepared.
 */
export function wavesOf(job: Job): Step[][] {
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

export interface Ensured {
  /** What was made or changed, in words. */
  made: string[];
  /** Why it went no further. */
  stop?: Stop;
}

/** Makes the next missing thing until nothing is missing, or something stops it. */
export async function ensureAll(job: Job): Promise<Ensured> {
  const made: string[] = [];
  for (const wave of wavesOf(job)) {
    // Asked anew before each step: it may have been taken away, or the namespace with it, a moment ago.
    const around =
      job.row.kind === 'namespace'
        ? undefined
        : await orStop(job, () => lookAround(job));
    if (around) return { made, stop: around };
    const results = await Promise.all(wave.map(step => ensure(job, step)));
    made.push(...results.flatMap(result => result.made));
    const stop = gravest(results.map(result => result.stop));
    if (stop) return { made, stop };
  }
  return { made };
}

async function ensure(job: Job, step: Step): Promise<Ensured> {
  const nothing: Ensured = { made: [] };
  const result = await orStop(job, async (): Promise<Ensured> => {
    const found = await step.look();
    switch (found.state) {
      case 'there':
        return nothing;
      case 'missing':
      case 'different': {
        const outcome = await recorded(job, found.mend);
        return outcome.state === 'done'
          ? { made: [step.what] }
          : { made: [], stop: outcome };
      }
      default:
        return { made: [], stop: found };
    }
  });
  return 'made' in result ? result : { made: [], stop: result };
}

export interface Looked {
  step: Step;
  look: Look;
}

/** Looks at everything at once, and changes nothing. */
export function lookAtAll(job: Job): Promise<Looked[]> {
  return Promise.all(
    wavesOf(job)
      .flat()
      .map(async step => ({
        step,
        look: await orStop(job, () => step.look()),
      })),
  );
}

/** What a cluster or Vault refuses is a reason to stop; everything else is thrown on. */
export async function orStop<T>(
  { row, vault, held }: Pick<Job, 'row' | 'vault' | 'held'>,
  run: () => Promise<T>,
): Promise<T | Stop> {
  try {
    return await run();
  } catch (error) {
    // A request that was ended because of the lease fails in many ways.
    held.signal.throwIfAborted();
    return stopOf(error, { cluster: row.cluster, vault });
  }
}
