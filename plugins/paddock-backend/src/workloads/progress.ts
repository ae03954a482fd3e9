import type { DaemonSetRow, DeploymentRow, StatefulSetRow } from '../kube/rows';
import type { Wait } from '@paddock/backstage-plugin-paddock-common';
import { progressOfRollout } from './delivery/progress';
import type { ReplicatedRow } from './rows';

/** How far a controller says that it is. */
export interface Progress {
  /** Until the controller has seen this generation, its counts describe the previous one. */
  seen: boolean;
  done: boolean;
  /** A change is on its way; false when the last one was once complete. */
  moving: boolean;
  /** The kind reports by itself when it makes no progress. */
  hasDeadline: boolean;
  /** The controller's words, when it gave up waiting. */
  deadline?: string;
  /** The API server's words, when the controller could make nothing of the change. */
  refused?: string;
  held?: 'paused' | 'on-delete' | 'partition' | 'promotion';
  /** Pods of the revision before are kept on purpose, for a while. */
  partly?: boolean;
  /** Why a progressive rollout does not go on by itself. */
  failure?: Extract<Wait, { for: 'retry' | 'correction' }>;
}

const isSeen = (row: ReplicatedRow) => row.observedGeneration >= row.generation;

/** Rules of `kubectl rollout status`, for Deployments, with their conditions. */
function ofDeployment(row: DeploymentRow): Progress {
  const condition = row.conditions.find(({ type }) => type === 'Progressing');
  const updated = row.updated >= row.wanted && row.replicas === row.updated;
  const seen = isSeen(row);
  const late = seen && condition?.reason === 'ProgressDeadlineExceeded';
  const failed = seen && !late && condition?.status === 'False';
  // A pause replaces the reason that says whether the last rollout was complete.
  const tells = condition?.reason && !/^Deployment/.test(condition.reason);
  return {
    seen,
    done: !late && updated && row.available >= row.updated,
    moving: tells ? condition.reason !== 'NewReplicaSetAvailable' : !updated,
    hasDeadline: condition !== undefined,
    deadline: late ? condition.message ?? condition.reason : undefined,
    refused: failed ? condition.message : undefined,
    held: row.paused ? 'paused' : undefined,
  };
}

function ofStatefulSet(row: StatefulSetRow): Progress {
  const changing =
    row.updateRevision !== undefined &&
    row.currentRevision !== row.updateRevision;
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

function ofDaemonSet(row: DaemonSetRow): Progress {
  const updated = row.updated >= row.wanted;
  return {
    seen: isSeen(row),
    done: updated && row.available >= row.wanted,
    moving: !updated,
    hasDeadline: false,
    held: !updated && row.strategy === 'OnDelete' ? 'on-delete' : undefined,
  };
}

export function progressOf(row: ReplicatedRow): Progress {
  switch (row.kind) {
    case 'Deployment':
      return ofDeployment(row);
    case 'StatefulSet':
      return ofStatefulSet(row);
    case 'Rollout':
      return { seen: isSeen(row), ...progressOfRollout(row) };
    default:
      return ofDaemonSet(row);
  }
}
