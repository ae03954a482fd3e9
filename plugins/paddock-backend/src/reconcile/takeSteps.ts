import {
  type Act,
  type End,
  recorded,
  type RecordParts,
} from '../audit/recorded';
import { crashPoint } from './crashPoint';
import type { HeldLease } from './heldLease';
import type { Change, Done, Look, Step } from './step';
import { gravest, type Stop } from './stop';

/** What a domain brings along for the steps of one record. */
export interface Taking {
  held: HeldLease;
  /** What the portal records its own acts with. */
  recordParts: RecordParts;
  /** A change, as it is written down. */
  actOf(change: Change): Act;
  /** What a failure means for the record. @throws the error itself where it is nothing to wait for */
  stopOf(error: unknown): Promise<Stop>;
  /** Asked anew before each wave: why nothing more may be done now. */
  mayGoOn?(): Promise<Stop | undefined>;
}

/** What a cluster or Vault refuses is a reason to stop; everything else is thrown on. */
export async function orStop<T>(
  { held, stopOf }: Pick<Taking, 'held' | 'stopOf'>,
  run: () => Promise<T>,
): Promise<T | Stop> {
  try {
    return await run();
  } catch (error) {
    // A call that was ended because of the lease fails in many ways.
    held.signal.throwIfAborted();
    return stopOf(error);
  }
}

/** No change without its record, and none without the lease. */
export async function makeChange(
  { held, recordParts, actOf }: Taking,
  change: Change,
): Promise<Done | Stop> {
  const { event, run } = change;
  crashPoint(`before:${event}`);
  held.guard();
  const outcome = await recorded(
    recordParts,
    actOf(change),
    async () => {
      crashPoint(`intended:${event}`);
      const done = await run();
      crashPoint(`made:${event}`);
      return done;
    },
    endOf,
  );
  crashPoint(`after:${event}`);
  return outcome;
}

function endOf(outcome: Done | Stop): End {
  if (outcome.state === 'done') return { detail: outcome.detail ?? {} };
  return { failed: outcome.state === 'waits' ? outcome.for : outcome.why };
}

export interface Taken {
  /** What was made or changed, in words. */
  made: string[];
  /** Why it went no further. */
  stop?: Stop;
}

/** Makes the next missing thing until nothing is missing, or something stops it. Steps of one wave do not need each other. */
export async function takeSteps(
  waves: readonly Step[][],
  taking: Taking,
): Promise<Taken> {
  const made: string[] = [];
  for (const wave of waves) {
    const before = await orStop(taking, async () => taking.mayGoOn?.());
    if (before) return { made, stop: before };
    const results = await Promise.all(wave.map(step => take(step, taking)));
    made.push(...results.flatMap(result => result.made));
    const stop = gravest(results.map(result => result.stop));
    if (stop) return { made, stop };
  }
  return { made };
}

async function take(step: Step, taking: Taking): Promise<Taken> {
  const result = await orStop(taking, async (): Promise<Taken> => {
    const found = await step.look();
    switch (found.state) {
      case 'there':
        return { made: [] };
      case 'missing':
      case 'different': {
        const outcome = await makeChange(taking, found.mend);
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
export const lookAtSteps = (
  waves: readonly Step[][],
  taking: Taking,
): Promise<Looked[]> =>
  Promise.all(
    waves.flat().map(async step => ({
      step,
      look: await orStop(taking, () => step.look()),
    })),
  );
