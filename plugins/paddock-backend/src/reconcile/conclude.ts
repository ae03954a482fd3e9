import { backoff } from '../kube/watch/timing';
import { type Pass, untilExpiry } from '../requests/reconcile/reconcileRequest';
import { soon, type Stop, type Waiting } from './stop';

/** First and longest wait between two passes over the same request, in milliseconds. */
const WAITING: [number, number] = [200, 15_000];
const SOON: [number, number] = [50, 2_000];
/** What takes longer than this many passes is no matter of moments any more. */
const MOMENTS = 12;
/** A refusal that may pass is believed after this many passes, some ten seconds. */
const DOUBTS = 10;
const LONGEST_TEXT = 1_000;

/** Writes down why a pass went no further, once, and when the next one is due. */
export async function conclude(
  pass: Pass,
  stop: Stop,
  attempt: number,
): Promise<void> {
  if (stop.state === 'waits') await keepWaiting(pass, stop, attempt);
  else if (stop.doubtful && attempt < DOUBTS) {
    await keepWaiting(pass, soon('the cluster'), attempt);
  } else await callPerson(pass, stop.why.slice(0, LONGEST_TEXT));
}

/** Whether the next pass is another attempt at the same thing. */
export const isAgain = (stop: Stop | undefined, attempt: number): boolean =>
  stop !== undefined &&
  (stop.state === 'waits' || (stop.doubtful === true && attempt < DOUBTS));

async function keepWaiting(
  { engine, held, row }: Pass,
  stop: Waiting,
  attempt: number,
) {
  const lookAgainInMs = backoff(stop.soon ? SOON : WAITING, attempt);
  const text = stop.for.slice(0, LONGEST_TEXT);
  const isTold = row.waitsFor === text || (stop.soon && attempt < MOMENTS);
  // The story of what is live is not filled with every absence of a cluster.
  const isStory = row.state === 'making' || row.state === 'removing';
  await engine.store.progress(held.lease, {
    lookAgainInMs,
    ...(isTold ? {} : { waitsFor: text }),
    ...(isTold || !isStory
      ? {}
      : { say: { kind: 'waits' as const, text: `Waits for ${text}.` } }),
  });
}

async function callPerson({ engine, held, row }: Pass, why: string) {
  const { store, notify } = engine;
  const isNew = row.attention !== why;
  // A change that waits for its decision goes on doing so.
  const stays = row.state === 'waiting' || row.state === 'checking';
  await store.progress(held.lease, {
    // A person may have asked for its removal since; that is not to be stopped by what went wrong before.
    from:
      row.state === 'removing'
        ? ['removing']
        : ['making', 'live', 'attention', 'checking', 'waiting'],
    ...(stays
      ? { lookAgainInMs: engine.settings.driftSeconds * 1000 }
      : { state: 'attention' as const, ...untilExpiry(row, held.lease) }),
    waitsFor: '',
    attention: why,
    ...(isNew ? { say: { kind: 'attention' as const, text: why } } : {}),
  });
  if (isNew) notify({ id: row.id, kind: 'attention', text: why });
}
