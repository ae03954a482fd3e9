import type {
  DaemonSetRow,
  DeploymentRow,
  StatefulSetRow,
} from '../../kube/watch/rows/workloads';
import { progressOfRollout } from '../delivery/progress';
import type { PodsRow, ReplicatedRow } from '../rows';
import type { Progress } from './controllerProgress';
import { isActive } from './podCause';
import type { Split } from './revisions';

export const isSeen = (row: ReplicatedRow) =>
  row.observedGeneration >= row.generation;

/** Its controller gave up waiting for the revision that it rolls out. */
export const isPastDeadline = ({
  conditions,
}: {
  conditions: ReadonlyArray<{ type: string; reason?: string }>;
}) =>
  conditions.some(
    ({ type, reason }) =>
      type === 'Progressing' && reason === 'ProgressDeadlineExceeded',
  );

/** Rules of `kubectl rollout status`, for Deployments, with their conditions. */
function ofDeployment(row: DeploymentRow): Progress {
  const condition = row.conditions.find(({ type }) => type === 'Progressing');
  const updated = row.updated >= row.wanted && row.replicas === row.updated;
  const seen = isSeen(row);
  const late = seen && isPastDeadline(row);
  const failed = seen && !late && condition?.status === 'False';
  // A pause replaces the reason that says whether the last rollout was complete.
  const tells = condition?.reason && !/^Deployment/.test(condition.reason);
  return {
    seen,
    done: !late && updated && row.available >= row.updated,
    moving: tells ? condition.reason !== 'NewReplicaSetAvailable' : !updated,
    hasDeadline: condition !== undefined,
    deadline: late ? condition?.message ?? condition?.reason : undefined,
    refused: failed ? condition?.message : undefined,
    held: row.paused ? 'paused' : undefined,
  };
}

/** Which pods are of another revision is theirs to say: counters lag, and `currentRevision` of OnDelete never follows. */
const hasOld = ({ old }: Split) => old.some(isActive);

function ofStatefulSet(row: StatefulSetRow, split: Split): Progress {
  const known = split.fresh.length + split.old.length > 0;
  const changing = known
    ? hasOld(split)
    : row.updateRevision !== undefined &&
      row.currentRevision !== row.updateRevision &&
      row.updated < row.replicas;
  const held = row.strategy === 'OnDelete' ? 'on-delete' : 'partition';
  // Pods below the partition keep the revision before.
  const updated = row.updated >= row.wanted - row.partition;
  return {
    seen: isSeen(row),
    done: row.ready >= row.wanted && (held === 'on-delete' || updated),
    moving: changing || row.replicas < row.wanted,
    hasDeadline: false,
    held:
      changing && (held === 'on-delete' || row.partition > 0)
        ? held
        : undefined,
  };
}

function ofDaemonSet(row: DaemonSetRow, split: Split): Progress {
  const updated = row.updated >= row.wanted;
  const changing = split.revision === undefined ? !updated : hasOld(split);
  return {
    seen: isSeen(row),
    done: updated && row.available >= row.wanted,
    moving: changing,
    hasDeadline: false,
    held: changing && row.strategy === 'OnDelete' ? 'on-delete' : undefined,
  };
}

/** Nobody rolls them out: they are as they are. */
function ofPods(row: PodsRow): Progress {
  return {
    seen: true,
    done: row.ready >= row.wanted,
    moving: false,
    hasDeadline: false,
  };
}

export function progressOf(row: ReplicatedRow, split: Split): Progress {
  switch (row.kind) {
    case 'Deployment':
      return ofDeployment(row);
    case 'StatefulSet':
      return ofStatefulSet(row, split);
    case 'Rollout':
      return { seen: isSeen(row), ...progressOfRollout(row) };
    case 'Pods':
      return ofPods(row);
    default:
      return ofDaemonSet(row, split);
  }
}
