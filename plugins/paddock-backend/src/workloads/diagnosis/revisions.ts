import type { RolloutRow } from '../../kube/watch/rows/delivery';
import type { PodRow } from '../../kube/watch/rows';
import type {
  DeploymentRow,
  ReplicaSetRow,
  RevisionRow,
} from '../../kube/watch/rows/workloads';
import type { Members, ReplicatedRow, WorkloadRow } from '../rows';

/** A workload's pods by revision. */
export interface Split {
  fresh: PodRow[];
  old: PodRow[];
  revision?: string;
  /** The API server's words when it refused a new pod. */
  refusal?: string;
}

function bySet(isFresh: (pod: PodRow) => boolean, pods: PodRow[]) {
  const fresh: PodRow[] = [];
  const old: PodRow[] = [];
  for (const pod of pods) (isFresh(pod) ? fresh : old).push(pod);
  return { fresh, old };
}

const revisionNumber = (set: ReplicaSetRow) => Number(set.revision ?? 0) || 0;

/** The controller gives the template that is wanted now the highest number, also where it had one before. */
export const newestSet = (sets: ReplicaSetRow[]) =>
  [...sets].sort((a, b) => revisionNumber(b) - revisionNumber(a))[0];

const newestRevision = (revisions: RevisionRow[] = []) =>
  [...revisions].sort((a, b) => b.number - a.number)[0];

const failureOf = ({ conditions }: ReplicatedRow) =>
  conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );

function splitDeployment(row: DeploymentRow, { sets, pods }: Members): Split {
  const newest = newestSet(sets);
  const failure = failureOf(row);
  const missing = newest && newest.replicas < newest.wanted;
  return {
    ...bySet(pod => pod.owner?.id === newest?.id, pods),
    revision: row.revision,
    refusal: failure?.message ?? (missing ? newest.failure : undefined),
  };
}

function splitRollout(row: RolloutRow, { sets, pods }: Members): Split {
  const wanted = sets.find(({ hash }) => hash && hash === row.wantedHash);
  const missing = wanted && wanted.replicas < wanted.wanted;
  return {
    ...bySet(pod => pod.owner?.id === wanted?.id, pods),
    revision: row.revision,
    refusal: missing ? wanted.failure : undefined,
  };
}

/** Whether there is a revision to go back to, and whether somebody has gone back to this one just now. */
export function rolledBack(
  row: WorkloadRow,
  { sets, revisions = [] }: Members,
): 'can' | 'was' | 'cannot' {
  const newer = <R extends { createdAt: string }>(
    newest: R | undefined,
    all: R[],
  ) => {
    if (!newest || all.length < 2) return 'cannot' as const;
    // One that was made before others, and has the highest number, came back.
    return all.some(each => each.createdAt > newest.createdAt)
      ? ('was' as const)
      : ('can' as const);
  };
  switch (row.kind) {
    case 'Deployment':
    case 'Rollout':
      return newer(newestSet(sets), sets);
    case 'StatefulSet':
    case 'DaemonSet':
      return newer(newestRevision(revisions), revisions);
    default:
      return 'cannot';
  }
}

function byHash(revision: string | undefined, pods: PodRow[]): Split {
  return {
    ...bySet(pod => revision === undefined || pod.revision === revision, pods),
    ...(revision === undefined ? {} : { revision }),
  };
}

/** Divides a workload's pods into those of the wanted revision and the others. */
export function splitByRevision(row: ReplicatedRow, members: Members): Split {
  switch (row.kind) {
    case 'Deployment':
      return splitDeployment(row, members);
    case 'Rollout':
      return splitRollout(row, members);
    case 'StatefulSet':
      return byHash(row.updateRevision, members.pods);
    case 'Pods':
      return {
        ...byHash(undefined, members.pods),
        refusal: failureOf(row)?.message,
      };
    default:
      return byHash(newestRevision(members.revisions)?.hash, members.pods);
  }
}
