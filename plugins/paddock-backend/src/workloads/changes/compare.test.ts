import type {
  Became,
  Workload,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import { compareWorkloads } from './compare';

const workload = (changes: Partial<Workload> = {}): Workload => ({
  type: 'workload',
  id: '1',
  cluster: 'prod-1',
  namespace: 'payments',
  kind: 'Deployment',
  name: 'api',
  createdAt: '2026-11-23T08:00:00Z',
  images: ['api:1'],
  rollout: rollout(),
  ...changes,
});

const rollout = (state: WorkloadState = 'healthy', wanted = 3) => ({
  state,
  counts: { wanted, newReady: 3, newStarting: 0, old: 0, available: 3 },
  findings: [],
  revision: '1',
});

const metrics = [
  {
    source: 'resource' as const,
    name: 'cpu',
    unit: 'percent-of-request' as const,
    current: '83',
  },
];
const autoscaling = {
  name: 'api',
  min: 2,
  max: 10,
  current: 3,
  desired: 5,
  metrics,
  state: { is: 'scaling' as const },
};

it.each<[string, Partial<Workload>, Partial<Workload>, Became[]]>([
  ['nothing', {}, {}, []],
  [
    'another image',
    {},
    { images: ['api:2'] },
    [{ what: 'rolled-out', images: ['api:2'], revision: '1' }],
  ],
  [
    'another revision of the same image',
    {},
    { rollout: { ...rollout(), revision: '2' } },
    [{ what: 'rolled-out', images: ['api:1'], revision: '2' }],
  ],
  [
    'a revision that was not known before',
    { rollout: { ...rollout(), revision: undefined } },
    {},
    [],
  ],
  [
    'more pods, by a person',
    {},
    { rollout: rollout('rolling-out', 5) },
    [{ what: 'scaled', from: 3, to: 5 }],
  ],
  [
    'more pods, by the autoscaler',
    {},
    { rollout: rollout('rolling-out', 5), autoscaling },
    [{ what: 'scaled', from: 3, to: 5, metrics }],
  ],
  [
    'more nodes for a DaemonSet',
    { kind: 'DaemonSet' },
    { kind: 'DaemonSet', rollout: rollout('healthy', 5) },
    [],
  ],
  [
    'it is stuck',
    { rollout: rollout('rolling-out') },
    { rollout: rollout('stuck') },
    [{ what: 'turned', from: 'rolling-out', to: 'stuck' }],
  ],
  [
    'it is well again',
    { rollout: rollout('degraded') },
    {},
    [{ what: 'turned', from: 'degraded', to: 'healthy' }],
  ],
  ['a rollout ends as it should', { rollout: rollout('rolling-out') }, {}, []],
])('%s', (_, before, now, became) => {
  expect(compareWorkloads(workload(before), workload(now))).toEqual(became);
});
