import { noted, portal } from '../../audit/recorded';
import { detailOf } from '../detailOf';
import { build, writeProofs, make } from './make';
import { endOldOffer, expire, isExpired, warn } from './expiry';
import { type Job, nextLookMs, recordPartsOf } from './job';
import { getNamespace, isKnownNamespace } from './namespaceIdentity';
import { verify } from './verify/verify';
import { attention, gravest, type Stop } from '../../reconcile/stop';
import { lookAtAll } from './steps/requestSteps';
import { orStop } from './taking';

/** Compares a live request with what is there, and mends or reports what is not. A quiet look changes nothing. */
export async function keep(job: Job): Promise<Stop | undefined> {
  if (isExpired(job)) {
    await expire(job);
    return undefined;
  }
  await warn(job);
  await endOldOffer(job);
  const { drift, stop } = await compare(job);
  if (drift.length > 0) return correct(job, `${drift.join(' ')}`);
  if (stop) return stop;
  const { waitsFor, stop: unverified } = await verifyAgain(job);
  if (unverified) return unverified;
  const { parts, held } = job;
  await parts.store.progress(held.lease, {
    waitsFor,
    lookAgainInMs: nextLookMs(job),
  });
  return undefined;
}

async function compare(job: Job): Promise<{ drift: string[]; stop?: Stop }> {
  const { row } = job;
  if (row.kind !== 'namespace') {
    const around = await orStop(job, () => getNamespace(job));
    if (around && 'state' in around) return { drift: [], stop: around };
    if (!around || around.deletedAt) {
      return { drift: [`The namespace "${row.namespace}" is gone.`] };
    }
    if (!(await isKnownNamespace(job, around))) {
      const other = `The namespace "${row.namespace}" is another one than it was.`;
      return { drift: [other] };
    }
  }
  const looked = await lookAtAll(job);
  const drift = looked.flatMap(({ step, look }) => {
    if (look.state === 'missing') return [`${step.what} is missing.`];
    return look.state === 'different' ? [`${step.what} was changed.`] : [];
  });
  const stops = looked.map(({ look }) =>
    look.state === 'waits' || look.state === 'attention' ? look : undefined,
  );
  const stop = gravest(stops);
  return stop?.state === 'attention' ? { drift: [], stop } : { drift, stop };
}

async function correct(job: Job, text: string): Promise<Stop | undefined> {
  const { parts, row, held } = job;
  const { store, settings } = parts;
  const say = { kind: 'drift' as const, text };
  const isTold = settings.drift === 'report' && row.attention === text;
  if (isTold) return attention(text);
  await noted(recordPartsOf(parts), {
    actor: portal,
    event: 'drift-found',
    requestId: row.id,
    detail: { ...detailOf(row), what: text, then: settings.drift },
  });
  if (settings.drift === 'report') {
    await store.progress(held.lease, { say });
    return attention(text);
  }
  parts.notify({ id: row.id, kind: 'drift', text });
  if (row.state === 'live') {
    await store.progress(held.lease, { state: 'making', say });
    return make(job, 'mended');
  }
  // A change of it waits for its decision; what is in force is mended all the same.
  await store.progress(held.lease, { say });
  const stop = await build(job, 'mended');
  if (!stop) {
    await store.progress(held.lease, { lookAgainInMs: nextLookMs(job) });
  }
  return stop;
}

/** Proofs that were open may be proven by now: a claim waits for its first pod until there is one. */
async function verifyAgain(
  job: Job,
): Promise<{ waitsFor: string; stop?: Stop }> {
  const before = await job.parts.store.proofs(job.row.id);
  if (before.every(({ outcome }) => outcome === 'proven')) {
    return { waitsFor: '' };
  }
  const { proofs, stop, waitsFor = '' } = await verify(job);
  if (!stop) await writeProofs(job, proofs);
  return { waitsFor, stop };
}
