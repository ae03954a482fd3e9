import type {
  EntityWorkloadItem,
  PodLine,
  Workload,
  WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';
import type { TopicState } from '../live/topicState';

export function aWorkload(changes: Partial<Workload> = {}): Workload {
  const name = changes.name ?? 'payments-api';
  return {
    type: 'workload',
    id: `uid-${name}`,
    cluster: 'prod-1',
    namespace: 'payments',
    kind: 'Deployment',
    name,
    component: name,
    createdAt: '2026-11-20T09:00:00.000Z',
    images: [`registry/${name}:1.8.2`],
    rollout: {
      state: 'rolling-out',
      counts: { wanted: 5, newReady: 2, newStarting: 1, old: 3, available: 5 },
      findings: [
        {
          cause: 'starting',
          effect: 'slows',
          summary: '1 pod is being started',
          object: { kind: 'Pod', name: `${name}-7d9f-abcde` },
          certainty: 'seen',
          evidence: [],
          because: [],
        },
      ],
      revision: '14',
    },
    ...changes,
  };
}

export function aCronJob(changes: Partial<Workload> = {}): Workload {
  return aWorkload({
    kind: 'CronJob',
    name: 'nightly-report',
    rollout: {
      state: 'healthy',
      counts: { wanted: 0, newReady: 0, newStarting: 0, old: 0, available: 0 },
      findings: [],
    },
    batch: {
      is: 'schedule',
      schedule: '0 2 * * *',
      suspended: false,
      active: 0,
      lastScheduledAt: '2026-11-23T02:00:00Z',
      lastSucceededAt: '2026-11-23T02:03:00Z',
      runs: [
        {
          id: 'uid-run',
          name: 'nightly-report-29725440',
          status: 'Complete',
          completions: '1/1',
          active: 0,
          failed: 0,
          startedAt: '2026-11-23T02:00:00Z',
          finishedAt: '2026-11-23T02:03:00Z',
        },
      ],
    },
    ...changes,
  });
}

export function aPod(changes: Partial<PodLine> = {}): PodLine {
  const name = changes.name ?? 'payments-api-7d9f-abcde';
  return {
    type: 'pod',
    id: `uid-${name}`,
    workload: 'uid-payments-api',
    cluster: 'prod-1',
    namespace: 'payments',
    name,
    revision: 'new',
    status: 'Running',
    ready: { containers: 1, of: 1 },
    restarts: 0,
    createdAt: '2026-11-23T08:00:00.000Z',
    node: 'node-03',
    ...changes,
  };
}

type Ready = Extract<TopicState, { state: 'ready' }>;

/** What the Live tab gets. */
export function readyItems(
  items: EntityWorkloadItem[],
  changes: Partial<Ready> = {},
): Ready {
  return {
    state: 'ready',
    items: new Map(items.map(item => [item.id, item])),
    freshness: { state: 'live', at: new Date().toISOString() },
    clusters: { 'prod-1': { state: 'live' } },
    ...changes,
  };
}

/** What the Workloads page gets: the window's rows in order. */
export function readyWindow(
  rows: Workload[],
  window: Partial<WorkloadWindow> = {},
  changes: Partial<Ready> = {},
): Ready {
  const meta: WorkloadWindow = {
    order: rows.map(row => row.id),
    offset: 0,
    matching: rows.length,
    visible: rows.length,
    namespaces: { payments: rows.length },
    states: { 'rolling-out': rows.length },
    ...window,
  };
  return { ...readyItems(rows), meta, ...changes };
}
