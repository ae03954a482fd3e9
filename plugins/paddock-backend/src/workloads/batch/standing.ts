import type {
  ContainerExit,
  RolloutCounts,
  Wait,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { JobRow, PodRow } from '../../kube/rows';
import { isActive, podWaits } from '../waits';
import { failureOf, isFinished } from './run';

/** A Job that has had no pod for this long is not only slow. */
const startMs = 60_000;

/** How one Job stands. */
export interface Standing {
  state: WorkloadState;
  counts: RolloutCounts;
  waits: Wait[];
}

function count(row: JobRow, pods: PodRow[]): RolloutCounts {
  const active = pods.filter(isActive);
  const ready = active.filter(pod => pod.ready).length;
  const left = Math.max(0, (row.completions ?? 1) - row.succeeded);
  const none = isFinished(row) || row.suspended;
  return {
    wanted: none ? 0 : Math.min(row.parallelism, left),
    newReady: ready,
    newStarting: active.length - ready,
    old: 0,
    available: ready,
  };
}

/** How the last of the pods that failed ended. */
function lastExit(pods: PodRow[]): ContainerExit | undefined {
  const failed = pods
    .filter(({ phase }) => phase === 'Failed')
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  for (const pod of failed) {
    for (const each of [...pod.containers, ...pod.initContainers]) {
      const { name, exitCode, reason, signal } = each;
      if (each.state !== 'terminated' || !exitCode) continue;
      return {
        container: name,
        exitCode,
        ...(reason ? { reason } : {}),
        ...(signal ? { signal } : {}),
      };
    }
  }
  return undefined;
}

function failedWait(row: JobRow, pods: PodRow[]): Wait[] {
  const failure = failureOf(row);
  if (!failure && row.failed === 0) return [];
  const exit = lastExit(pods);
  return [
    {
      for: 'run',
      reason: failure ? failure.reason ?? 'Failed' : 'PodFailed',
      message: failure?.message ?? '',
      failed: row.failed,
      ...(exit ? { exit } : {}),
    },
  ];
}

/** Nothing has become of it, and nothing says why. */
const isLate = ({ startedAt, createdAt }: JobRow, now: number) =>
  now - Date.parse(startedAt ?? createdAt) > startMs;

/** How a Job stands. Pure: time is passed in. */
export function standingOf(row: JobRow, pods: PodRow[], now: number): Standing {
  const counts = count(row, pods);
  const failed = failedWait(row, pods);
  const stand = (state: WorkloadState, waits: Wait[] = []): Standing => ({
    state,
    counts,
    waits,
  });
  if (failureOf(row)) return stand('stuck', failed);
  if (isFinished(row)) return stand('healthy');
  if (row.suspended) {
    return stand('suspended', [{ for: 'person', why: 'suspended' }]);
  }
  const troubles = podWaits(pods);
  const missing = counts.wanted - counts.newReady - counts.newStarting;
  const none: Wait[] = missing > 0 ? [{ for: 'new-pods', pods: missing }] : [];
  if (troubles.length > 0) {
    return stand(counts.newReady > 0 ? 'degraded' : 'stuck', [
      ...troubles,
      ...failed,
      ...none,
    ]);
  }
  if (failed.length > 0) return stand('degraded', [...failed, ...none]);
  const empty = counts.newReady + counts.newStarting === 0;
  return missing > 0 && empty && isLate(row, now)
    ? stand('stuck', none)
    : stand('healthy');
}
