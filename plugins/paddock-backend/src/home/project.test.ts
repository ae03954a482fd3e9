import type {
  Workload,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import { projectService, unconnectedService } from './project';

const workload = (name: string, state: WorkloadState): Workload => ({
  type: 'workload',
  id: name,
  cluster: 'prod-1',
  namespace: 'payments',
  kind: 'Deployment',
  name,
  createdAt: '2026-11-23T08:00:00Z',
  images: [],
  rollout: {
    state,
    counts: { wanted: 3, newReady: 2, newStarting: 1, old: 0, available: 2 },
    findings: [],
  },
});

it.each<[string, Workload[], object]>([
  [
    'nothing',
    [],
    { state: 'nothing-seen', workloads: 0, pods: { available: 0, wanted: 0 } },
  ],
  [
    'the worst of all',
    [workload('a', 'healthy'), workload('b', 'degraded')],
    {
      state: 'degraded',
      workloads: 2,
      pods: { available: 4, wanted: 6 },
      troubled: [{ name: 'b' }],
    },
  ],
  [
    'a rollout, which needs nobody',
    [workload('a', 'healthy'), workload('b', 'rolling-out')],
    { state: 'rolling-out', troubled: [] },
  ],
  [
    'the worst first',
    [workload('a', 'degraded'), workload('b', 'stuck')],
    { state: 'stuck', troubled: [{ name: 'b' }, { name: 'a' }] },
  ],
])('%s', (_, workloads, expected) => {
  expect(projectService('component:default/api', workloads)).toMatchObject(
    expected,
  );
});

it('names a few of many in trouble', () => {
  const many = Array.from({ length: 50 }, (_, at) =>
    workload(`${at}`, 'stuck'),
  );
  expect(projectService('x', many).troubled).toHaveLength(5);
  expect(unconnectedService('x').state).toBe('not-connected');
});
