import type { AutoscalerRow } from '../../kube/watch/rows/scaling';
import {
  describeAutoscaling,
  type Rollout,
} from '@paddock/backstage-plugin-paddock-common';
import { trim } from '../../../testing/situations';
import { projectAutoscaling } from './autoscaling';

const condition = (
  type: string,
  status: string,
  reason: string,
  message = '',
) => ({ type, status, reason, message });
const able = condition('AbleToScale', 'True', 'ReadyForNewScale');
const active = condition('ScalingActive', 'True', 'ValidMetricFound');
const within = condition('ScalingLimited', 'False', 'DesiredWithinRange');

function sentence(
  status: object,
  options: {
    spec?: object;
    findings?: Rollout['findings'];
    quotaAdmits?: number;
  } = {},
) {
  const [row] = trim([
    {
      kind: 'HorizontalPodAutoscaler',
      metadata: {
        name: 'api',
        namespace: 'payments',
        uid: 'h',
        resourceVersion: '1',
      },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'api' },
        minReplicas: 2,
        maxReplicas: 10,
        metrics: [cpuTarget],
        ...options.spec,
      },
      status,
    } as { kind: string; metadata: object },
  ]);
  const counts = {
    wanted: 5,
    newReady: 5,
    newStarting: 0,
    old: 0,
    available: 5,
  };
  const rollout = {
    state: 'healthy' as const,
    counts,
    findings: options.findings ?? [],
  };
  const { quotaAdmits } = options;
  return describeAutoscaling(
    { ...projectAutoscaling(row as AutoscalerRow), quotaAdmits },
    { rollout },
  );
}

const cpuTarget = {
  type: 'Resource',
  resource: {
    name: 'cpu',
    target: { type: 'Utilization', averageUtilization: 60 },
  },
};
const cpu = (averageUtilization: number) => [
  {
    type: 'Resource',
    resource: {
      name: 'cpu',
      current: { averageUtilization, averageValue: '71m' },
    },
  },
];

describe('what an autoscaler does, in one sentence', () => {
  it.each([
    [
      'within its bounds',
      {
        currentReplicas: 4,
        desiredReplicas: 5,
        currentMetrics: cpu(71),
        conditions: [able, active, within],
      },
      'Autoscaling wants 5 (CPU 71 % of 60 % target), between 2 and 10.',
    ],
    [
      'at its maximum, with what it would want',
      {
        currentReplicas: 10,
        desiredReplicas: 10,
        currentMetrics: cpu(84),
        conditions: [
          able,
          active,
          condition('ScalingLimited', 'True', 'TooManyReplicas'),
        ],
      },
      'Autoscaling wants 14 (CPU 84 % of 60 % target), capped at 10 by its maximum.',
    ],
    [
      'at its minimum',
      {
        currentReplicas: 2,
        desiredReplicas: 2,
        currentMetrics: cpu(3),
        conditions: [
          able,
          active,
          condition('ScalingLimited', 'True', 'TooFewReplicas'),
        ],
      },
      'Autoscaling keeps its minimum of 2 (CPU 3 % of 60 % target).',
    ],
    [
      'held back by its behaviour',
      {
        currentReplicas: 2,
        desiredReplicas: 3,
        currentMetrics: cpu(400),
        conditions: [
          able,
          active,
          condition('ScalingLimited', 'True', 'ScaleUpLimit'),
        ],
      },
      'Autoscaling would add more (CPU 400 % of 60 % target), and its behaviour lets it have 3 for now, between 2 and 10.',
    ],
    [
      'held back by it on the way down',
      {
        currentReplicas: 9,
        desiredReplicas: 8,
        currentMetrics: cpu(6),
        conditions: [
          able,
          active,
          condition('ScalingLimited', 'True', 'ScaleDownLimit'),
        ],
      },
      'Autoscaling would take away more (CPU 6 % of 60 % target), and its behaviour lets it have 8 for now, between 2 and 10.',
    ],
    [
      'before it scales down',
      {
        currentReplicas: 6,
        desiredReplicas: 6,
        currentMetrics: cpu(20),
        conditions: [
          condition('AbleToScale', 'True', 'ScaleDownStabilized'),
          active,
          within,
        ],
      },
      'Autoscaling keeps 6 for a while before it scales down (CPU 20 % of 60 % target), between 2 and 10.',
    ],
    [
      'pods without a request',
      {
        currentReplicas: 2,
        desiredReplicas: 0,
        conditions: [
          able,
          condition(
            'ScalingActive',
            'False',
            'FailedGetResourceMetric',
            'the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container api of Pod api-1',
          ),
        ],
      },
      'Autoscaling cannot scale: its pods declare no CPU request.',
    ],
    [
      'metrics that are away',
      {
        currentReplicas: 2,
        desiredReplicas: 2,
        conditions: [
          able,
          condition(
            'ScalingActive',
            'False',
            'FailedGetResourceMetric',
            'unable to get metrics for resource cpu: no metrics returned from resource metrics API',
          ),
        ],
      },
      'Autoscaling cannot scale: its metrics cannot be read.',
    ],
    [
      'a workload at zero',
      {
        currentReplicas: 0,
        desiredReplicas: 0,
        conditions: [
          able,
          condition('ScalingActive', 'False', 'ScalingDisabled'),
        ],
      },
      'Autoscaling is off while the workload is scaled to zero.',
    ],
    [
      'a target that is gone',
      {
        currentReplicas: 0,
        desiredReplicas: 0,
        conditions: [condition('AbleToScale', 'False', 'FailedGetScale')],
      },
      'Autoscaling cannot scale: what it points to cannot be scaled.',
    ],
    [
      'nothing known yet',
      {},
      'The autoscaler has not been looked at by its controller yet.',
    ],
  ])('%s', (_, status, expected) => {
    expect(sentence(status)).toBe(expected);
  });

  it('says that the quota admits no more', () => {
    const message =
      'pods "api-1" is forbidden: exceeded quota: payments, requested: requests.cpu=500m, used: requests.cpu=9800m, limited: requests.cpu=10';
    expect(
      sentence(
        {
          currentReplicas: 5,
          desiredReplicas: 8,
          currentMetrics: cpu(90),
          conditions: [able, active, within],
        },
        {
          findings: [
            {
              cause: 'refused',
              effect: 'blocks',
              summary: '',
              object: { kind: 'Deployment', name: 'api' },
              certainty: 'seen',
              evidence: [{ about: 'Deployment api', message }],
              because: [],
            },
          ],
        },
      ),
    ).toBe(
      'Autoscaling wants 8 (CPU 90 % of 60 % target), between 2 and 10; the quota of the namespace admits no more.',
    );
  });

  const capped = {
    currentReplicas: 10,
    desiredReplicas: 10,
    currentMetrics: cpu(84),
    conditions: [
      able,
      active,
      condition('ScalingLimited', 'True', 'TooManyReplicas'),
    ],
  };
  const scaling = {
    currentReplicas: 5,
    desiredReplicas: 5,
    currentMetrics: cpu(58),
    conditions: [able, active, within],
  };

  it.each([
    [
      capped,
      11,
      'Autoscaling wants 14 (CPU 84 % of 60 % target), capped at 10 by its maximum; the quota of the namespace admits 11.',
    ],
    [
      capped,
      14,
      'Autoscaling wants 14 (CPU 84 % of 60 % target), capped at 10 by its maximum.',
    ],
    [
      scaling,
      7,
      'Autoscaling wants 5 (CPU 58 % of 60 % target), between 2 and 10; the quota of the namespace admits 7.',
    ],
    [
      scaling,
      10,
      'Autoscaling wants 5 (CPU 58 % of 60 % target), between 2 and 10.',
    ],
  ])(
    'says where a quota will stop it before its bounds do',
    (status, quotaAdmits, expected) => {
      expect(sentence(status, { quotaAdmits })).toBe(expected);
    },
  );

  it('tells of memory in the units of memory', () => {
    const average = (averageValue: string) => ({
      type: 'Resource',
      resource: { name: 'memory', current: { averageValue } },
    });
    const target = { type: 'AverageValue', averageValue: '500Mi' };
    expect(
      sentence(
        {
          currentReplicas: 4,
          desiredReplicas: 4,
          currentMetrics: [average('283115520')],
          conditions: [able, active, within],
        },
        {
          spec: {
            metrics: [
              { type: 'Resource', resource: { name: 'memory', target } },
            ],
          },
        },
      ),
    ).toBe(
      'Autoscaling wants 4 (memory 270Mi of 500Mi target), between 2 and 10.',
    );
  });

  it('shows quantities as the cluster gives them', () => {
    const spec = {
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'requests_per_second' },
            target: { type: 'AverageValue', averageValue: '100' },
          },
        },
      ],
    };
    expect(
      sentence(
        {
          currentReplicas: 3,
          desiredReplicas: 4,
          currentMetrics: [
            {
              type: 'Pods',
              pods: {
                metric: { name: 'requests_per_second' },
                current: { averageValue: '133' },
              },
            },
          ],
          conditions: [able, active, within],
        },
        { spec },
      ),
    ).toBe(
      'Autoscaling wants 4 (requests_per_second 133 of 100 target), between 2 and 10.',
    );
  });
});

it('compares what the target is given in', () => {
  const metric = { name: 'queue' };
  const spec = {
    metrics: [
      {
        type: 'External',
        external: { metric, target: { type: 'Value', value: '30' } },
      },
    ],
  };
  const currentMetrics = [
    {
      type: 'External',
      external: { metric, current: { value: '41', averageValue: '7' } },
    },
  ];
  expect(
    sentence(
      {
        desiredReplicas: 4,
        currentMetrics,
        conditions: [able, active, within],
      },
      { spec },
    ),
  ).toContain('queue 41 of 30 target');
});
