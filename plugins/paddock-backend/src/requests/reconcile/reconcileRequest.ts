import { hashOf } from '../plan/hash';
import type { Lease, RequestRow, RevisionRow } from '../store/store';
import { expire, isExpired } from './expiry';
import type { HeldLease } from '../../reconcile/heldLease';
import type { ReconcilerParts, Job } from './job';
import { keep } from './keep';
import { make } from './make';
import { remove } from './remove/remove';
import { attention, type Stop, waits } from '../../reconcile/stop';
import { endOrDecide, lapse } from './undecided';

export interface RequestRun {
  parts: ReconcilerParts;
  held: HeldLease;
  row: RequestRow;
}

/** Reads where the request is, and does what is next. Returns why it could not go on to the end. */
export async function reconcileRequest(
  run: RequestRun,
): Promise<Stop | undefined> {
  const { parts, held, row } = run;
  const { store } = parts;
  switch (row.state) {
    case 'waiting':
      return wait(run);
    case 'making':
      return withJob(run, job => make(job));
    case 'live':
      return withJob(run, keep);
    case 'removing':
      return withJob(run, remove);
    case 'attention':
      if (isExpired(run)) return withJob(run, expireOnly);
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
async function wait(run: RequestRun): Promise<Stop | undefined> {
  const { parts, held, row } = run;
  const left = await lapse(run);
  if (left === undefined) return undefined;
  const ended = await endOrDecide(run);
  if (ended) return ended === 'over' ? undefined : ended;
  if (row.approvedRevision !== undefined) return withJob(run, keep);
  const often = row.kind === 'namespace' ? DAY_MS : driftMs(parts);
  const lookAgainInMs = Math.min(left, often);
  await parts.store.progress(held.lease, { lookAgainInMs });
  return undefined;
}

const driftMs = ({ settings }: ReconcilerParts) => settings.driftSeconds * 1000;

const expireOnly = async (job: Job) => {
  await expire(job);
  return undefined;
};

async function withJob(
  { parts, held, row }: RequestRun,
  run: (job: Job) => Promise<Stop | undefined>,
): Promise<Stop | undefined> {
  const cluster = parts.clusters.get(row.cluster);
  if (!cluster) {
    return waits(
      `the cluster "${row.cluster}", which the portal does not know`,
    );
  }
  const approved = row.approvedRevision;
  if (approved === undefined) {
    throw new Error(`Request ${row.id} is ${row.state} without an approval`);
  }
  const revision = await parts.store.revision(row.id, approved);
  if (row.state !== 'removing' && !isIntact(revision)) {
    return attention(
      'What is written down is not what was approved, and so it is not made.',
    );
  }
  return run({
    parts,
    row,
    revision,
    provision: cluster.provision,
    vault: parts.vault,
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
