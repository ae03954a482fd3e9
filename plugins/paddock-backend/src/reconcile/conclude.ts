import { backoff } from '../backoff';
import type { Domain, Reconciled, Run } from './domain';
import { soon, type Stop, type Waiting } from './stop';

/** First and longest wait between two runs over the same record, in milliseconds. */
const WAITING: [number, number] = [200, 15_000];
const SOON: [number, number] = [50, 2_000];
/** What takes longer than this many runs is no matter of moments any more. */
const MOMENTS = 12;
/** A denial that may pass is believed after this many runs, some ten seconds. */
const DOUBTS = 10;
const LONGEST_TEXT = 1_000;

interface Ended<R extends Reconciled> {
  run: Run<R>;
  stop: Stop;
  attempt: number;
}

/** Writes down why a run went no further, once, and when the next one is due. */
export async function conclude<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(
  domain: Domain<R, State, Kind>,
  { run, stop, attempt }: Ended<R>,
): Promise<void> {
  if (stop.state === 'waits') await keepWaiting(domain, { run, stop, attempt });
  else if (stop.doubtful && attempt < DOUBTS) {
    const passing = soon('the cluster');
    await keepWaiting(domain, { run, stop: passing, attempt });
  } else await callPerson(domain, run, stop.why.slice(0, LONGEST_TEXT));
}

/** Whether the next run is another attempt at the same thing. */
export const isAgain = (stop: Stop | undefined, attempt: number): boolean =>
  stop !== undefined &&
  (stop.state === 'waits' || (stop.doubtful === true && attempt < DOUBTS));

async function keepWaiting<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(
  { records, tellsWaiting }: Domain<R, State, Kind>,
  {
    run: { record, held },
    stop,
    attempt,
  }: Ended<R> & {
    stop: Waiting;
  },
) {
  const text = stop.for.slice(0, LONGEST_TEXT);
  const isKnown =
    record.waitsFor === text || (stop.soon && attempt < MOMENTS) === true;
  await records.progress(held.lease, {
    lookAgainInMs: backoff(stop.soon ? SOON : WAITING, attempt),
    ...(!isKnown && { waitsFor: text }),
    ...(!isKnown &&
      tellsWaiting(record) && {
        say: { kind: 'waits' as const, text: `Waits for ${text}.` },
      }),
  });
}

async function callPerson<
  R extends Reconciled,
  State extends string,
  Kind extends string,
>(domain: Domain<R, State, Kind>, run: Run<R>, why: string) {
  const { record, held } = run;
  const isNew = record.attention !== why;
  await domain.records.progress(held.lease, {
    ...domain.needsPerson(run),
    waitsFor: '',
    attention: why,
    ...(isNew && { say: { kind: 'attention' as const, text: why } }),
  });
  if (isNew) domain.callPerson(record, why);
}
