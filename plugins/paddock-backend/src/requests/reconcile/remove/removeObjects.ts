import type { Present } from '../../../kube/write/provision';
import type { Change } from '../../../reconcile/step';
import type { Job } from '../job';
import { kebab, nameOf } from '../../marks';
import { leaving, placeOf } from '../steps/objectStep';
import { keyOf, listOwn } from '../ownObjects';
import { gravest, soon, type Stop, waits } from '../../../reconcile/stop';
import { makeChange, orStop } from '../taking';

/** What delivers a secret owns the Secret that it has made; that one goes first. */
const owners = ['ExternalSecret', 'VaultStaticSecret'];

export function removal(job: Job, found: Present): Change {
  const { object, uid } = found;
  return {
    event: `remove-${kebab(object.kind)}`,
    detail: { ...placeOf(object), uid },
    async run() {
      const foreground = owners.includes(object.kind);
      const which = { uid, foreground };
      const removed = await job.provision.remove(object, which, job.act);
      return removed === 'replaced'
        ? soon(`${nameOf(object)}, which something else has replaced`)
        : { state: 'done' };
    },
  };
}

/** Removes these, and says what is still on its way out. */
export async function removeObjects(
  job: Job,
  objects: readonly Present[],
): Promise<Stop | undefined> {
  const stops: Array<Stop | undefined> = [];
  for (const found of objects) {
    stops.push(await orStop(job, () => removeOne(job, found)));
  }
  return gravest(stops);
}

async function removeOne(job: Job, found: Present): Promise<Stop | undefined> {
  if (found.deletedAt) return waits(leaving(found));
  const outcome = await makeChange(job, removal(job, found));
  if (outcome.state !== 'done') return outcome;
  const after = await job.provision.get(found.object, job.look);
  return after?.uid === found.uid ? waits(leaving(after)) : undefined;
}

/** What earlier revisions have made and the approved one does not hold. Data is never removed in passing. */
export async function prune(job: Job): Promise<Stop | undefined> {
  const wanted = new Set(job.revision.effects.objects.map(keyOf));
  const extra = (await listOwn(job)).filter(
    ({ object }) =>
      !wanted.has(keyOf(object)) && object.kind !== 'PersistentVolumeClaim',
  );
  return removeObjects(job, extra);
}
