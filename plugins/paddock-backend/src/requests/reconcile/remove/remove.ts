import { crashPoint } from '../../../reconcile/crashPoint';
import { portal, recorded } from '../../../audit/recorded';
import { detailOf } from '../../detailOf';
import { type Job, recordPartsOf } from '../job';
import { nameOf, requestOf } from '../../marks';
import {
  getNamespace,
  isKnownNamespace,
  recogniseNamespace,
} from '../namespaceIdentity';
import { leaving } from '../steps/objectStep';
import { keyOf, listOwn } from '../ownObjects';
import { claimOf, keepVolume } from '../verify/verifyVolume';
import type { RequestRow } from '../../store/store';
import { removal, removeObjects } from './removeObjects';
import { removeFromVault } from './removeFromVault';
import { type Stop, waits } from '../../../reconcile/stop';
import { makeChange, orStop } from '../taking';

/** Removes what carries the request's mark, waits until it is gone, and ends the request. */
export async function remove(job: Job): Promise<Stop | undefined> {
  const left: string[] = [];
  const fromCluster = () =>
    job.row.kind === 'namespace'
      ? removeNamespace(job, left)
      : removeFromNamespace(job, left);
  const stop = await orStop(job, fromCluster);
  if (stop) return stop;
  const inVault = await orStop(job, () => removeFromVault(job));
  if (inVault) return inVault;
  crashPoint('emptied');
  await end(job, left);
  return undefined;
}

/**
 * The namespace goes as a whole: the cluster ends its pods before the policies and limits that hold them. What other
 * requests have there begins to go first, by their own way.
 */
async function removeNamespace(
  job: Job,
  left: string[],
): Promise<Stop | undefined> {
  const others = await removeInside(job);
  if (others > 0) {
    return waits(
      others === 1
        ? 'another request in it, which is being removed'
        : `${others} other requests in it, which are being removed`,
    );
  }
  const found = await getNamespace(job);
  if (!found) return undefined;
  if (requestOf(found.object) !== job.row.id || (await isAnother(job))) {
    left.push(`${nameOf(found.object)} is not ours, and stays.`);
    return undefined;
  }
  if (found.deletedAt) return waits(leaving(found));
  const outcome = await makeChange(job, removal(job, found));
  if (outcome.state !== 'done') return outcome;
  const after = await getNamespace(job);
  return after ? waits(leaving(after)) : undefined;
}

async function isAnother(job: Job): Promise<boolean> {
  const found = await getNamespace(job);
  return (
    found !== undefined && (await recogniseNamespace(job, found)) !== undefined
  );
}

/**
 * Sends the other requests in this namespace on their way, and says how many the namespace has to wait for: volumes whose
 * claim is not being deleted yet, because what is to be kept of them is kept before that. A claim that is being deleted
 * waits for its pods, which end with the namespace.
 */
async function removeInside(job: Job): Promise<number> {
  const { row } = job;
  const { store } = job.parts;
  const others = (await store.inNamespace(row)).filter(
    ({ kind, state }) => kind !== 'namespace' && state !== 'draft',
  );
  const inside = others.filter(each => each.approvedRevision !== undefined);
  for (const each of others) {
    if (each.approvedRevision === undefined) await endWithNamespace(job, each);
  }
  for (const each of inside) {
    const { id, state } = each;
    if (state === 'removing') continue;
    const act = {
      actor: portal,
      event: 'request-remove',
      requestId: id,
      detail: { ...detailOf(each), because: 'its namespace is being removed' },
    };
    await recorded(recordPartsOf(job.parts), act, () =>
      store.move({
        id,
        from: [state],
        to: 'removing',
        say: { kind: 'removing', text: 'Its namespace is being removed.' },
      }),
    );
  }
  const claims = await Promise.all(
    inside
      .filter(({ kind }) => kind === 'volume')
      .map(({ name, namespace }) =>
        job.provision.get(
          {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name, namespace },
          },
          job.look,
        ),
      ),
  );
  return claims.filter(claim => claim && !claim.deletedAt).length;
}

/** Nobody has approved it yet, and where it was to be made is going. */
async function endWithNamespace({ parts }: Job, row: RequestRow) {
  const { id, state, namespace } = row;
  const text = `Its namespace "${namespace}" is being removed, and so it ends.`;
  const say = { kind: 'expired' as const, text };
  const act = {
    actor: portal,
    event: 'request-lapse',
    requestId: id,
    detail: { ...detailOf(row), because: 'its namespace is being removed' },
  };
  await recorded(recordPartsOf(parts), act, () =>
    parts.store.move({ id, from: [state], to: 'expired', say }),
  );
  parts.notify({ id, kind: 'expired', text });
}

async function removeFromNamespace(
  job: Job,
  left: string[],
): Promise<Stop | undefined> {
  const around = await getNamespace(job);
  if (around && !(await isKnownNamespace(job, around))) {
    const { namespace } = job.row;
    left.push(
      `Nothing is touched in the namespace "${namespace}": it is not ours.`,
    );
    return undefined;
  }
  const kept = await keepIfAsked(job);
  if (kept) return kept;
  const stop = await removeObjects(job, await listOwn(job));
  if (stop) return stop;
  // Seen once more: a list may be of a moment ago.
  const still = await listOwn(job);
  if (still[0]) return waits(leaving(still[0]));
  await sayForeign(job, left);
  return undefined;
}

async function keepIfAsked(job: Job): Promise<Stop | undefined> {
  const { parts, row, revision, held } = job;
  if (revision.spec.kind !== 'volume' || !revision.spec.retain)
    return undefined;
  const claim = await claimOf(job);
  const volume = claim?.spec.volumeName;
  if (!volume || requestOf(claim) !== row.id) return undefined;
  const stop = await keepVolume(job, claim);
  if (stop) return stop;
  const text = `The volume ${volume} stays in the cluster, as was asked for.`;
  const timeline = await parts.store.timeline(row.id);
  if (timeline.every(each => each.text !== text)) {
    await parts.store.progress(held.lease, { say: { kind: 'removed', text } });
  }
  return undefined;
}

async function sayForeign(job: Job, left: string[]) {
  const { provision, revision, look } = job;
  const seen = new Set<string>();
  for (const object of revision.effects.objects) {
    if (seen.has(keyOf(object))) continue;
    seen.add(keyOf(object));
    const found = await provision.get(object, look);
    if (found) left.push(`${nameOf(object)} is not ours, and stays.`);
  }
}

async function end({ parts, row, held }: Job, left: string[]) {
  const timeline = await parts.store.timeline(row.id);
  // A change of it that lapsed is told as expired, too, but its removal was not.
  const expired = timeline
    .filter(({ kind }) => kind === 'expired' || kind === 'removing')
    .at(-1);
  const state = expired?.kind === 'expired' ? 'expired' : 'removed';
  const text = ['Everything that it has made is gone.', ...left].join(' ');
  await parts.store.progress(held.lease, {
    state,
    say: { kind: 'removed', text },
  });
  crashPoint('ended');
  parts.notify({ id: row.id, kind: 'removed', text });
}
