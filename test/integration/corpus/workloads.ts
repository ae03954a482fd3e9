import type { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

export type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

export interface WorkloadCase {
  kind: WorkloadKind;
  spec: object;
  /** Of generation 1, unless it is given. */
  status: Record<string, unknown>;
  /** Its spec is changed once more after the status was written. */
  unseen: boolean;
}

const progressing = (status: string, reason: string) => ({
  type: 'Progressing',
  status,
  reason,
  message: `It is ${reason}.`,
});

const progresses = [
  progressing('True', 'NewReplicaSetAvailable'),
  progressing('True', 'ReplicaSetUpdated'),
  progressing('Unknown', 'DeploymentPaused'),
  progressing('False', 'ProgressDeadlineExceeded'),
  progressing('False', 'FailedCreate'),
];

/** A number of pods of which each is a part of the one before. */
function parts(random: Random, most: number) {
  const replicas = random.below(most + 1);
  const ready = random.below(replicas + 1);
  const available = random.below(ready + 1);
  const updated = random.below(replicas + 1);
  return { replicas, ready, available, updated };
}

function deployment(random: Random): WorkloadCase {
  const wanted = random.below(4);
  const settled = random.below(3) === 0;
  const { replicas, ready, available, updated } = settled
    ? { replicas: wanted, ready: wanted, available: wanted, updated: wanted }
    : parts(random, wanted + 2);
  return {
    kind: 'Deployment',
    spec: { replicas: wanted, paused: random.below(6) === 0 },
    status: {
      replicas,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: available,
      unavailableReplicas: replicas - available,
      conditions: random.below(5) === 0 ? [] : [random.pick(progresses)],
    },
    unseen: random.below(6) === 0,
  };
}

function statefulSet(random: Random): WorkloadCase {
  const wanted = random.below(4);
  const settled = random.below(3) === 0;
  const { replicas, ready, available, updated } = settled
    ? { replicas: wanted, ready: wanted, available: wanted, updated: wanted }
    : parts(random, wanted + 2);
  const changing = random.below(2) === 0;
  return {
    kind: 'StatefulSet',
    spec: {
      replicas: wanted,
      minReadySeconds: random.pick([0, 10]),
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: random.pick([0, 0, 1, 2]) },
      },
    },
    status: {
      replicas,
      readyReplicas: ready,
      availableReplicas: available,
      updatedReplicas: updated,
      currentReplicas: replicas - updated,
      currentRevision: 'revision-1',
      updateRevision: changing ? 'revision-2' : 'revision-1',
    },
    unseen: random.below(6) === 0,
  };
}

function daemonSet(random: Random): WorkloadCase {
  const wanted = random.below(5);
  const settled = random.below(3) === 0;
  const { replicas, ready, available, updated } = settled
    ? { replicas: wanted, ready: wanted, available: wanted, updated: wanted }
    : parts(random, wanted);
  return {
    kind: 'DaemonSet',
    spec: { updateStrategy: { type: 'RollingUpdate' } },
    status: {
      desiredNumberScheduled: wanted,
      currentNumberScheduled: replicas,
      updatedNumberScheduled: updated,
      numberReady: ready,
      numberAvailable: available,
      numberUnavailable: wanted - available,
      numberMisscheduled: 0,
    },
    unseen: random.below(6) === 0,
  };
}

const makers = {
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
};

/** Rollouts in every phase that their controllers may report. */
export const workloadCases = (
  kind: WorkloadKind,
  random: Random,
  number: number,
): WorkloadCase[] => Array.from({ length: number }, () => makers[kind](random));
