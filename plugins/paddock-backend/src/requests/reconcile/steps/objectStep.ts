import { isDeepStrictEqual } from 'node:util';
import type { EffectObject } from '@paddock/backstage-plugin-paddock-common';
import type { Present } from '../../../kube/write/provision';
import type { Job } from '../job';
import { fenceOf, kebab, nameOf, requestOf, withFence } from '../../marks';
import { noteNamespace, recogniseNamespace } from '../namespaceIdentity';
import { attention, soon, type Stop, waits } from '../../../reconcile/stop';
import type { Change, Look, Step } from '../../../reconcile/step';

/** An object that the request wants in the cluster. */
export function objectStep(job: Job, object: EffectObject): Step {
  return { what: nameOf(object), look: () => look(job, object) };
}

async function look(job: Job, object: EffectObject): Promise<Look> {
  if (requestOf(object) !== job.row.id) {
    return attention(
      `${nameOf(
        object,
      )} does not carry this request's mark, and so is not made.`,
    );
  }
  const found = await job.provision.get(object, job.look);
  if (!found) return { state: 'missing', mend: creation(job, object) };
  const stop = await recognise(job, found);
  return stop ?? compare(job, object, found);
}

async function recognise(job: Job, found: Present): Promise<Stop | undefined> {
  const name = nameOf(found.object);
  if (requestOf(found.object) !== job.row.id) {
    return attention(`${name} exists and is not ours.`);
  }
  if (found.deletedAt) return waits(leaving(found));
  return found.object.kind === 'Namespace'
    ? recogniseNamespace(job, found)
    : undefined;
}

interface Leaving {
  metadata: { finalizers?: string[] };
  spec?: { finalizers?: string[] };
  status?: {
    conditions?: Array<{ type: string; status: string; message?: string }>;
  };
}

/** Of an object that is being deleted: what still holds it, in the cluster's own words where it says so. */
export function leaving({ object }: Present): string {
  const { metadata, spec, status } = object as unknown as Leaving;
  const said = (status?.conditions ?? [])
    .filter(each => each.status === 'True' && each.message)
    .map(each => each.message);
  const held = [...(metadata.finalizers ?? []), ...(spec?.finalizers ?? [])];
  const why =
    said.length > 0
      ? said.join(' ')
      : held.length > 0 && `it is held by ${held.join(', ')}`;
  return `${nameOf(object)}, which is being deleted${why ? `: ${why}` : ''}`;
}

const ATTEMPTS = 3;

/** A dry run of the apply says what would change, defaults and all; a quiet look writes nothing. */
async function compare(
  job: Job,
  object: EffectObject,
  first: Present,
): Promise<Look> {
  const { provision, look: options } = job;
  let found = first;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const wanted = withFence(object, fenceOf(found.object) ?? '0');
    const tried = await provision.dryRun(wanted, options);
    if (tried.state !== 'accepted') return notChangeable(object, tried);
    if (isDeepStrictEqual(substance(found.object), substance(tried.object))) {
      return { state: 'there' };
    }
    // Controllers change objects, too: what was compared must have been the same version.
    if (versionOf(tried.object) === found.resourceVersion) {
      return { state: 'different', mend: change(job, object, found) };
    }
    const again = await provision.get(object, options);
    if (!again || again.uid !== found.uid) break;
    found = again;
  }
  return soon(`${nameOf(object)}, which something else is changing`);
}

function notChangeable(
  object: EffectObject,
  tried:
    | { state: 'conflict'; managers: string[]; message: string }
    | { state: 'refused'; message: string },
): Stop {
  return attention(
    tried.state === 'conflict'
      ? `${nameOf(object)} was changed by ${tried.managers.join(
          ' and ',
        )}, and what others own is not taken from them: ${tried.message}`
      : `The cluster refuses ${nameOf(object)}: ${tried.message}`,
  );
}

const versionOf = (object: EffectObject) =>
  (object.metadata as { resourceVersion?: string }).resourceVersion;

/** What is ours to say of an object; a status is the cluster's. */
function substance({ metadata, status, ...rest }: EffectObject) {
  const { resourceVersion, generation, uid, creationTimestamp, ...kept } =
    metadata as Record<string, unknown>;
  return { ...rest, metadata: kept };
}

function creation(job: Job, object: EffectObject): Change {
  return {
    event: `create-${kebab(object.kind)}`,
    detail: placeOf(object),
    async run() {
      const wanted = withFence(object, `${job.held.lease.fence}`);
      const made = await job.provision.create(wanted, job.act);
      if (made.state === 'exists') {
        return soon(`${nameOf(object)}, which has just come to be`);
      }
      const { uid } = made.found;
      if (object.kind === 'Namespace') await noteNamespace(job, uid);
      return { state: 'done', detail: { uid } };
    },
  };
}

function change(job: Job, object: EffectObject, found: Present): Change {
  return {
    event: `change-${kebab(object.kind)}`,
    detail: { ...placeOf(object), uid: found.uid },
    async run() {
      const wanted = withFence(object, `${job.held.lease.fence}`);
      const made = await job.provision.apply(wanted, found, job.act);
      if (made.state === 'applied') return { state: 'done' };
      return made.state === 'stale'
        ? soon(`${nameOf(object)}, which something else has changed`)
        : notChangeable(object, made);
    },
  };
}

export const placeOf = ({ kind, metadata }: EffectObject) => ({
  kind,
  name: metadata.name,
  ...(metadata.namespace ? { namespace: metadata.namespace } : {}),
});
