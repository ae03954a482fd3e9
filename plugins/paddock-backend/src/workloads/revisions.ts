import type {
  DeploymentRow,
  PodRow,
  ReplicaSetRow,
  RolloutRow,
} from '../kube/rows';
import type { Members, ReplicatedRow } from './rows';

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

/** The newest ReplicaSet carries the revision that the Deployment's annotation names. */
function newestSet(row: DeploymentRow, sets: ReplicaSetRow[]) {
  const named = sets.find(
    set => row.revision !== undefined && set.revision === row.revision,
  );
  if (named) return named;
  return [...sets].sort((a, b) => revisionNumber(b) - revisionNumber(a))[0];
}

function splitDeployment(row: DeploymentRow, { sets, pods }: Members): Split {
  const newest = newestSet(row, sets);
  const failure = row.conditions.find(
    ({ type, status }) => type === 'ReplicaFailure' && status === 'True',
  );
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

/**
 * A DaemonSet does not say which revision is the wanted one, only how many pods are of it
 * (`updatedNumberScheduled`). New pods are made of the wanted revision only, so the youngest is.
 */
function freshDaemonRevision(updated: number, pods: PodRow[]) {
  if (updated === 0) return undefined;
  let youngest: PodRow | undefined;
  for (const pod of pods) {
    if (!youngest || pod.createdAt > youngest.createdAt) youngest = pod;
  }
  return youngest?.revision;
}

/** Divides a workload's pods into those of the wanted revision and the others. */
export function splitByRevision(row: ReplicatedRow, members: Members): Split {
  switch (row.kind) {
    case 'Deployment':
      return splitDeployment(row, members);
    case 'Rollout':
      return splitRollout(row, members);
    case 'StatefulSet':
      return {
        ...bySet(
          pod => !row.updateRevision || pod.revision === row.updateRevision,
          members.pods,
        ),
        revision: row.updateRevision,
      };
    default: {
      const revision = freshDaemonRevision(row.updated, members.pods);
      return {
        ...bySet(
          pod => revision !== undefined && pod.revision === revision,
          members.pods,
        ),
        revision,
      };
    }
  }
}
