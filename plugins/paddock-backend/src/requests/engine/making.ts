import type { Proof } from '@paddock/backstage-plugin-paddock-common';
import { crashPoint } from './crashPoint';
import { type Job, nextLookMs } from './job';
import type { Proved } from './proof';
import { prove } from './prove';
import { prune } from './remove';
import type { Stop } from './stop';
import { ensureAll, orStop } from './steps';

/**
 * Does the next missing thing until everything is there, and proves it; then the request is live. Begins anew each
 * time, with what is there.
 */
export async function make(
  job: Job,
  told: 'made' | 'mended' = 'made',
): Promise<Stop | undefined> {
  const stop = (await build(job, told)) ?? (await tidy(job));
  if (stop) return stop;
  crashPoint('observed');
  const proved = await prove(job);
  if (proved.stop) {
    await keepProofs(job, proved.proofs);
    return proved.stop;
  }
  crashPoint('proven');
  await goLive(job, proved);
  return undefined;
}

/** Makes what is missing, and says what that was. */
export async function build(
  job: Job,
  told: 'made' | 'mended',
): Promise<Stop | undefined> {
  const { engine, held } = job;
  const { made, stop } = await ensureAll(job);
  if (made.length > 0) {
    const verb = told === 'made' ? 'Made' : 'Mended';
    await engine.store.progress(held.lease, {
      say: { kind: told, text: `${verb}: ${made.join(', ')}.` },
    });
  }
  return stop;
}

/** A first revision has no predecessor that could have left anything. */
const tidy = async (job: Job): Promise<Stop | undefined> =>
  job.revision.revision > 1 ? orStop(job, () => prune(job)) : undefined;

async function goLive(job: Job, { proofs, waitsFor = '' }: Proved) {
  const { engine, row, revision, held } = job;
  const { store } = engine;
  await store.settleGrant(held.lease, engine.amountsOf(revision.spec));
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
  engine.notify({ id: row.id, kind: 'proven', text });
  if (row.kind === 'namespace') await wakeInside(job);
}

/** What waits for this namespace need not wait any longer. */
async function wakeInside({ engine, row }: Job) {
  const { store } = engine;
  const waiting = (await store.inNamespace(row)).filter(
    each =>
      each.kind !== 'namespace' &&
      (each.state === 'making' || each.state === 'waiting'),
  );
  for (const { id } of waiting) await store.wake(id);
}

/** Writes proofs where they say something new. */
export async function keepProofs({ engine, row, held }: Job, proofs: Proof[]) {
  const plain = (all: Proof[]) =>
    JSON.stringify(
      all.map(({ what, outcome, detail }) => [what, outcome, detail]),
    );
  const before = await engine.store.proofs(row.id);
  if (plain(before) === plain(proofs)) return;
  await engine.store.progress(held.lease, { proofs });
}
