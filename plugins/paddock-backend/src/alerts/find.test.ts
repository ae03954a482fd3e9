import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import type { QuotaRow } from '../kube/watch/rows/scaling';
import { cappedAutoscaler, fullQuotas, stuckRollout } from './find';

const workload = (changes: Partial<Workload> = {}): Workload => ({
  type: 'workload',
  id: 'uid-1',
  cluster: 'prod-1',
  namespace: 'payments',
  kind: 'Deployment',
  name: 'api',
  component: 'payments-api',
  createdAt: '2026-11-23T08:00:00Z',
  images: [],
  rollout: {
    state: 'stuck',
    counts: { wanted: 3, newReady: 0, newStarting: 1, old: 3, available: 3 },
    findings: [
      {
        cause: 'deadline',
        effect: 'blocks',
        summary: 'it made no progress before its deadline',
        object: { kind: 'Deployment', name: 'api' },
        certainty: 'seen',
        evidence: [{ about: 'Deployment api', message: 'timed out' }],
        because: [],
      },
    ],
  },
  ...changes,
});
const rightsFor = (resource: string) => [{ verb: 'list', group: '', resource }];

it('tells why a rollout is stuck, under a key that lasts', () => {
  const found = stuckRollout(workload(), rightsFor);
  expect(found).toMatchObject({
    title: 'api in prod-1 / payments is stuck',
    description:
      'api is stuck: it made no progress before its deadline. The 3 old pods serve.',
    components: ['payments-api'],
    rights: rightsFor('Deployment'),
  });
  expect(stuckRollout(workload({ name: 'x' }), rightsFor)?.key).toBe(
    found?.key,
  );
  expect(stuckRollout(workload({ id: '2' }), rightsFor)?.key).not.toBe(
    found?.key,
  );
  const fine = { ...workload().rollout, state: 'healthy' as const };
  expect(stuckRollout(workload({ rollout: fine }), rightsFor)).toBeUndefined();
});

it('tells since when an autoscaler is held, and asks for the right to see it', () => {
  const autoscaling = {
    name: 'api',
    min: 2,
    max: 10,
    current: 10,
    desired: 10,
    metrics: [],
    state: { is: 'at-max' as const, since: '2026-11-23T09:00:00Z' },
  };
  expect(cappedAutoscaler(workload({ autoscaling }), rightsFor)).toMatchObject({
    kind: 'capped',
    since: Date.parse('2026-11-23T09:00:00Z'),
    rights: [
      { resource: 'Deployment' },
      { resource: 'HorizontalPodAutoscaler' },
    ],
  });
  const bounded = { ...autoscaling, quotaAdmits: 11 };
  const { description } =
    cappedAutoscaler(workload({ autoscaling: bounded }), rightsFor) ?? {};
  expect(description).toMatch(/capped at 10 by its maximum\.$/);
  expect(cappedAutoscaler(workload(), rightsFor)).toBeUndefined();
});

const quota = (used: string, memory = '1Gi'): QuotaRow => ({
  kind: 'ResourceQuota',
  id: 'q',
  version: '1',
  name: 'quota',
  namespace: 'payments',
  createdAt: '',
  hard: { 'requests.cpu': '10', 'requests.memory': '4Gi', pods: '0' },
  used: { 'requests.cpu': used, 'requests.memory': memory, pods: '0' },
  scopes: [],
});

it.each<[string, QuotaRow, object[]]>([
  ['half of it', quota('5'), []],
  ['less than most of it', quota('8400m'), []],
  [
    'a little less than enough',
    quota('8900m'),
    [expect.objectContaining({ isFaint: true })],
  ],
  [
    'enough',
    quota('9100m'),
    [
      expect.objectContaining({
        title: 'The quota of requests.cpu in prod-1 / payments is 91 % used',
      }),
    ],
  ],
  [
    'all of something else',
    quota('1', '4Gi'),
    [
      expect.objectContaining({
        title:
          'The quota of requests.memory in prod-1 / payments is 100 % used',
        description: expect.stringMatching(/^Of requests.memory, 4Gi of 4Gi/),
      }),
    ],
  ],
  [
    'all of what pods do not take',
    {
      ...quota('1'),
      hard: { 'services.loadbalancers': '1' },
      used: { 'services.loadbalancers': '1' },
    },
    [
      expect.objectContaining({
        description:
          'Of services.loadbalancers, 1 of 1 are taken. When it is full, nothing that takes more of it can be made.',
      }),
    ],
  ],
])('tells of a quota of which is used: %s', (_, row, expected) => {
  const found = fullQuotas(row, 'prod-1', { percent: 90, components: [] });
  expect(found).toEqual(expected);
});

it('tells of each thing that a quota bounds by itself', () => {
  const keys = fullQuotas(quota('10', '4Gi'), 'prod-1', {
    percent: 90,
    components: [],
  }).map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
});
