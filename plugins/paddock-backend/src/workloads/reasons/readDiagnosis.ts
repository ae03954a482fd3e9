import { NotFoundError } from '@backstage/errors';
import type {
  ObjectEvent,
  Workload,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import type { WorkloadTarget } from '../commands/target';
import { projectWorkload } from '../project/project';
import type { WorkloadRoom } from '../room';

/** An object that events may be about. */
export interface EventsTarget {
  namespace: string;
  kind: string;
  name: string;
  uid?: string;
}

/** What is read on demand, as the person; somebody who may not see it gets nothing. */
export interface ReadOnDemand {
  eventsAbout(actor: Actor, about: EventsTarget): Promise<ObjectEvent[]>;
}

/** Each is a question to the cluster. */
const mostClaims = 2;

/** @throws NotFoundError for a workload that is not watched */
function find(room: WorkloadRoom, target: WorkloadTarget) {
  const index = room
    .indexes()
    .find(({ cluster }) => cluster.name === target.cluster);
  const row = index?.members.named(target);
  if (index && row) return { row, members: index.membersOf(row) };
  throw new NotFoundError(
    `There is no ${target.kind} "${target.name}" in ${target.namespace} of ${target.cluster}`,
  );
}

/**
 * The same diagnosis as in the live views, with what is not watched: what the cluster tells, also in other events than
 * warnings, of the volume claims that pods wait for. @throws KubeError
 */
export async function readDiagnosis(
  { room, onDemand }: { room: WorkloadRoom; onDemand: ReadOnDemand },
  actor: Actor,
  target: WorkloadTarget,
  now: number,
): Promise<Workload> {
  const { row, members } = find(room, target);
  const { cluster, namespace } = target;
  const claims = new Set(members.pods.flatMap(pod => pod.claims ?? []));
  const read = await Promise.all(
    [...claims].slice(0, mostClaims).map(name =>
      onDemand.eventsAbout(actor, {
        namespace,
        kind: 'PersistentVolumeClaim',
        name,
      }),
    ),
  );
  const known = members.events ?? [];
  const more = read
    .flat()
    .filter(({ id }) => !known.some(event => event.id === id));
  return projectWorkload(
    row,
    { ...members, events: [...known, ...more] },
    { cluster, now },
  );
}
