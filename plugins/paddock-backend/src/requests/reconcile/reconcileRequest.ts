import { hashOf } from '../plan/hash';
import type { Lease, RequestRow, RevisionRow } from '../store/contract';
import { expire, isExpired } from './expiry';
import type { HeldLease } from '../../reconcile/heldLease';
import type { EngineParts, Job } from './job';
import { keep } from './keep';
import { make } from './make';
import { takeAway } from './remove/remove';
import { attention, type Stop, waits } from '../../reconcile/stop';
import { orStop } from './steps/steps';
import { endOrDecide, lapse } from './undecided';

export interface Pass {
  engine: EngineParts;
  held: HeldLease;
  row: RequestRow;
}

/** Reads where the request is, and does what is next. Returns why it could not go on to the end. */
export async function passOver(pass: Pass): Promise<Stop | undefined> {
  const { engine, held, row } = pass;
  const { store } = engine;
  switch (row.state) {
    case 'checking':
      return check(pass);
    case 'waiting':
      return wait(pass);
    case 'making':
      return withJob(pass, job => make(job));
    case 'live':
      return withJob(pass, keep);
    case 'removing':
      return withJob(pass, takeAway);
    case 'attention':
      if (isExpired(pass)) return withJob(pass, expireOnly);
      await store.progress(held.lease, {
        state: 'attention',
        ...untilExpiry(row, held.lease),
      });
      return undefined;
    default:
      // Nothing is to be done, and nobody should have asked for it.
      await store.progress(held.lease, { lookAgainInMs: DAY_MS });
      return undefined;
  }
}

const DAY_MS = 86_400_000;

/** What is in force is kept while a change of it waits. */
async function wait(pass: Pass): Promise<Stop | undefined> {
  const { engine, held, row } = pass;
  const left = await lapse(engine, held.lease, row);
  if (left === undefined) return undefined;
  if (row.approvedRevision !== undefined) return withJob(pass, keep);
  if (row.kind !== 'namespace') {
    const ended = await endOrDecide(pass);
    if (ended) return ended === 'over' ? undefined : ended;
  }
  const often = row.kind === 'namespace' ? DAY_MS : driftMs(engine);
  const lookAgainInMs = Math.min(left, often);
  await engine.store.progress(held.lease, { lookAgainInMs });
  return undefined;
}

const driftMs = ({ settings }: EngineParts) => settings.driftSeconds * 1000;

async function check({ engine, held, row }: Pass): Promise<Stop | undefined> {
  const checked = await orStop({ row, vault: engine.vault, held }, async () => {
    await engine.finishCheck(row);
    return undefined;
  });
  return checked;
}

const expireOnly = async (job: Job) => {
  await expire(job);
  return undefined;
};

async function withJob(
  { engine, held, row }: Pass,
  run: (job: Job) => Promise<Stop | undefined>,
): Promise<Stop | undefined> {
  const cluster = engine.clusters.get(row.cluster);
  if (!cluster) {
    return waits(
      `the cluster "${row.cluster}", which the portal does not know`,
    );
  }
  const approved = row.approvedRevision;
  if (approved === undefined) {
    throw new Error(`Request ${row.id} is ${row.state} without an approval`);
  }
  const revision = await engine.store.revision(row.id, approved);
  if (row.state !== 'removing' && !isIntact(revision)) {
    return attention(
      'What is written down is not what was approved, and so it is not made.',
    );
  }
  return run({
    engine,
    row,
    revision,
    provision: cluster.provision,
    vault: engine.vault,
    held,
    look: { signal: held.signal },
    act: { signal: held.signal, beforeSend: held.guard },
  });
}

/** Whoever approved it has approved this hash, and nothing else. */
const isIntact = ({ spec, effects, hash }: RevisionRow) =>
  hashOf(spec, effects) === hash;

/** A request that needs a person is left alone, but not beyond its time. */
export function untilExpiry(
  { expiresAt }: Pick<RequestRow, 'expiresAt'>,
  { givenAt }: Pick<Lease, 'givenAt'>,
): { lookAgainInMs?: number } {
  if (!expiresAt) return {};
  const left = Date.parse(expiresAt) - Date.parse(givenAt);
  return { lookAgainInMs: Math.min(Math.max(left, 1_000), DAY_MS) };
}
