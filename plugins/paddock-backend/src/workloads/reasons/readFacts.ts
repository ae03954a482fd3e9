import { NotFoundError } from '@backstage/errors';
import type {
  ObjectEvent,
  PodFact,
  ReasonFacts,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../doors/act';
import type { PodRow } from '../../kube/rows';
import type { WorkloadTarget } from '../commands/target';
import type { WorkloadRoom } from '../room';
import type { Members, WorkloadRow } from '../rows';
import { podFacts, representatives } from './podFacts';

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
  /** Names of the volume claims that a pod mounts. */
  claimsOf(
    actor: Actor,
    pod: { cluster: string; namespace: string; name: string },
  ): Promise<string[]>;
}

/** Each is a question to the cluster: of pods with the same cause one is asked about. */
const most = { pods: 4, claims: 2 };

/** @throws NotFoundError for a workload that is not watched */
function find(room: WorkloadRoom, target: WorkloadTarget) {
  const index = room
    .indexes()
    .find(({ cluster }) => cluster.name === target.cluster);
  const row = index?.members.named(target);
  if (index && row) return { row, members: index.members.of(row) };
  throw new NotFoundError(
    `There is no ${target.kind} "${target.name}" in ${target.namespace} of ${target.cluster}`,
  );
}

/** What makes the pods of a workload: its newest ReplicaSets or Jobs. */
function makersOf({ sets, jobs }: Members) {
  return [...sets, ...jobs]
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))
    .slice(0, 1);
}

function targetsOf(
  row: WorkloadRow,
  members: Members,
  pods: PodFact[],
): EventsTarget[] {
  const ids = new Map(members.pods.map(pod => [pod.name, pod.id]));
  const { namespace } = row;
  return [
    ...[row, ...makersOf(members)].map(({ kind, name, id }) => ({
      namespace,
      kind,
      name,
      uid: id,
    })),
    ...representatives(pods, most.pods).map(({ name }) => ({
      namespace,
      kind: 'Pod',
      name,
      uid: ids.get(name),
    })),
  ];
}

const waitsForClaim = ({ unschedulable }: PodRow) =>
  /PersistentVolumeClaim/i.test(unschedulable ?? '');

/** What the reasons of a workload are told from: the watched rows, and the events that the person may see. @throws KubeError */
export async function readFacts(
  { room, onDemand }: { room: WorkloadRoom; onDemand: ReadOnDemand },
  actor: Actor,
  target: WorkloadTarget,
): Promise<ReasonFacts> {
  const { row, members } = find(room, target);
  const pods = podFacts(members.pods);
  const { cluster, namespace } = target;
  const waiting = members.pods.find(waitsForClaim);
  const claims = waiting
    ? await onDemand.claimsOf(actor, {
        cluster,
        namespace,
        name: waiting.name,
      })
    : [];
  const targets = [
    ...targetsOf(row, members, pods),
    ...claims
      .slice(0, most.claims)
      .map(name => ({ namespace, kind: 'PersistentVolumeClaim', name })),
  ];
  const events = await Promise.all(
    targets.map(each => onDemand.eventsAbout(actor, each)),
  );
  return {
    pods,
    nodes: Object.fromEntries(
      members.pods.flatMap(({ name, node }) => (node ? [[name, node]] : [])),
    ),
    events: events.flat(),
  };
}
