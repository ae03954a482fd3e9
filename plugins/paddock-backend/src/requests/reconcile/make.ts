import type { Proof } from '@paddock/backstage-plugin-paddock-common';
import { crashPoint } from '../../reconcile/crashPoint';
import { type Job, nextLookMs } from './job';
import type { Verified } from '../../reconcile/runChecks';
import { verify } from './verify/verify';
import { prune } from './remove/removeObjects';
import type { Stop } from '../../reconcile/stop';
import { takeAll } from './steps/requestSteps';
import { orStop } from './taking';

/**
 * Does the next missing thing until everything is there, and verifies it; then the request is live. Begins anew each
 * time, with what is there.
 */
export async function make(
  job: Job,
  told: 'made' | 'mended' = 'made',
): Promise<Stop | undefined> {
  const stop = (await build(job, told)) ?? (await tidy(job));
  if (stop) return stop;
  crashPoint('observed');
  const verified = await verify(job);
  if (verified.stop) {
    await writeProofs(job, verified.proofs);
    return verified.stop;
  }
  crashPoint('proven');
  await goLive(job, verified);
  return undefined;
}

/** Makes what is missing, and says what that was. */
export async function build(
  job: Job,
  told: 'made' | 'mended',
): Promise<Stop | undefined> {
  const { parts, held } = job;
  const { made, stop } = await takeAll(job);
  if (made.length > 0) {
    const verb = told === 'made' ? 'Made' : 'Mended';
    await parts.store.progress(held.lease, {
      say: { kind: told, text: `${verb}: ${made.join(', ')}.` },
    });
  }
  return stop;
}

/** A first revision has no predecessor that could have left anything. */
const tidy = async (job: Job): Promise<Stop | undefined> =>
  job.revision.revision > 1 ? orStop(job, () => prune(job)) : undefined;

async function goLive(job: Job, { proofs, waitsFor = '' }: Verified) {
  const { parts, row, revision, held } = job;
  const { store } = parts;
  await store.releaseReserve(held.lease, parts.amountsOf(revision.spec));
  crashPoint('settled');
  const proven = proofs.filter(({ outcome }) => outcome === 'proven');
  const open = proofs.filter(({ outcome }) => outcome === 'open');
  const text = [
    `It is live. Passed: ${proven.map(({ what }) => what).join('; ')}.`,
    ...open.map(({ what, detail }) => `Open: ${what}: ${detail}.`),
  ].join(' ');
  await store.progress(held.lease, {
    state: 'live',
    waitsFor,
    attention: '',
    proofs,
    say: { kind: 'proven', text },
    lookAgainInMs: nextLookMs(job),
  });
  crashPoint('live');
  parts.notify({ id: row.id, kind: 'proven', text });
  if (row.kind === 'namespace') await wakeInside(job);
}

/** What waits for this namespace need not wait any longer. */
async function wakeInside({ parts, row }: Job) {
  const { store } = parts;
  const waiting = (await store.inNamespace(row)).filter(
    each =>
      each.kind !== 'namespace' &&
      (each.state === 'making' || each.state === 'waiting'),
  );
  for (const { id } of waiting) await store.wake(id);
}

/** Writes proofs where they say something new. */
export async function writeProofs({ parts, row, held }: Job, proofs: Proof[]) {
  const plain = (all: Proof[]) =>
    JSON.stringify(
      all.map(({ what, outcome, detail }) => [what, outcome, detail]),
    );
  const before = await parts.store.proofs(row.id);
  if (plain(before) === plain(proofs)) return;
  await parts.store.progress(held.lease, { proofs });
}
