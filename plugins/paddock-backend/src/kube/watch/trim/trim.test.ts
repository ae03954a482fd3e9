import { createIntern } from '../intern';
import { watchedKinds } from '../watched';

const metadata = {
  uid: 'u1',
  name: 'api',
  namespace: 'payments',
  resourceVersion: '42',
  creationTimestamp: '2026-01-01T00:00:00Z',
};
const base = {
  id: 'u1',
  version: '42',
  name: 'api',
  namespace: 'payments',
  createdAt: '2026-01-01T00:00:00Z',
};
const trim = (kind: keyof typeof watchedKinds, object: unknown) =>
  watchedKinds[kind].trim(object, createIntern());

describe('what is kept of a pod', () => {
  it('is what it asks for and cannot exceed, and whether it shares its node’s network', () => {
    const resources = {
      requests: { cpu: '250m', memory: '64Mi' },
      limits: { memory: '1Gi' },
    };
    const pod = trim('Pod', {
      metadata,
      spec: {
        hostNetwork: true,
        initContainers: [null, { resources: { requests: { cpu: '1' } } }],
        containers: [
          { name: 'app', resources },
          { name: 'log', resources },
        ],
      },
    });
    expect(pod).toMatchObject({
      hostNetwork: true,
      requests: { cpu: 1000, memory: 128 * 2 ** 20 },
      limits: { memory: 2 * 2 ** 30 },
    });
    const plain = trim('Pod', { metadata });
    expect(plain).not.toHaveProperty('requests');
    expect(plain).not.toHaveProperty('limits');
  });

  it('is all that views need', () => {
    const pod = trim('Pod', {
      metadata: {
        ...metadata,
        deletionTimestamp: '2026-01-02T00:00:00Z',
        labels: {
          'backstage.io/kubernetes-id': 'payments-api',
          'pod-template-hash': 'abc',
        },
        ownerReferences: [
          { kind: 'Other', name: 'x', uid: 'u0' },
          { kind: 'ReplicaSet', name: 'api-abc', uid: 'u2', controller: true },
        ],
      },
      spec: {
        nodeName: 'sim-01',
        initContainers: [
          { name: 'mesh', restartPolicy: 'Always' },
          { name: 'migrate' },
        ],
        containers: [{ name: 'app', image: 'api:1' }],
      },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
        initContainerStatuses: [
          {
            name: 'mesh',
            ready: true,
            restartCount: 0,
            state: { running: {} },
          },
        ],
        containerStatuses: [
          {
            name: 'app',
            ready: false,
            restartCount: 3,
            state: {
              waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
            },
          },
        ],
      },
    });
    expect(pod).toEqual({
      kind: 'Pod',
      ...base,
      deletedAt: '2026-01-02T00:00:00Z',
      component: 'payments-api',
      labels: {
        'backstage.io/kubernetes-id': 'payments-api',
        'pod-template-hash': 'abc',
      },
      owner: { id: 'u2', kind: 'ReplicaSet', name: 'api-abc' },
      node: 'sim-01',
      phase: 'Running',
      ready: true,
      initialized: false,
      initContainers: [
        { name: 'mesh', ready: true, restarts: 0, state: 'running' },
      ],
      sidecars: ['mesh'],
      containers: [
        {
          name: 'app',
          ready: false,
          restarts: 3,
          state: 'waiting',
          reason: 'CrashLoopBackOff',
          message: 'back-off',
        },
      ],
      specContainers: 1,
      specInitContainers: 2,
      images: ['api:1'],
      revision: 'abc',
    });
  });

  it.each([
    [
      'nothing but metadata',
      { metadata },
      { phase: 'Unknown', ready: false, containers: [], images: [] },
    ],
    [
      'why no node fits',
      {
        metadata,
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/12 nodes',
            },
          ],
        },
      },
      { unschedulable: '0/12 nodes' },
    ],
    [
      'how a container ended',
      {
        metadata,
        status: {
          containerStatuses: [
            {
              name: 'a',
              state: {
                terminated: { exitCode: 137, signal: 9, reason: 'OOMKilled' },
              },
            },
          ],
        },
      },
      {
        containers: [
          {
            name: 'a',
            ready: false,
            restarts: 0,
            state: 'terminated',
            reason: 'OOMKilled',
            exitCode: 137,
            signal: 9,
          },
        ],
      },
    ],
    [
      'when the run before ended, and that it has started again',
      {
        metadata,
        status: {
          conditions: [{ type: 'Initialized', status: 'True' }],
          containerStatuses: [
            {
              name: 'a',
              ready: true,
              started: true,
              restartCount: 1,
              state: { running: {} },
              lastState: { terminated: { finishedAt: 't' } },
            },
          ],
        },
      },
      {
        initialized: true,
        containers: [
          {
            name: 'a',
            ready: true,
            restarts: 1,
            endedAt: 't',
            started: true,
            state: 'running',
          },
        ],
      },
    ],
    [
      'an eviction',
      { metadata, status: { phase: 'Failed', reason: 'Evicted' } },
      { phase: 'Failed', reason: 'Evicted' },
    ],
    [
      'nulls',
      {
        metadata: { ...metadata, labels: null },
        spec: null,
        status: { conditions: null },
      },
      { labels: {}, phase: 'Unknown' },
    ],
    [
      'values of wrong types',
      {
        metadata,
        status: { phase: { a: 1 }, containerStatuses: { length: 1e9 } },
      },
      { phase: 'Unknown', containers: [] },
    ],
  ])('is %s', (_, object, expected) => {
    expect(trim('Pod', object)).toMatchObject(expected);
  });
});

describe('what is kept of workloads', () => {
  it('is, of a Deployment, its rollout', () => {
    const deployment = trim('Deployment', {
      metadata: {
        ...metadata,
        generation: 4,
        annotations: { 'deployment.kubernetes.io/revision': '7' },
      },
      spec: {
        replicas: 0,
        paused: true,
        template: { spec: { containers: [{ image: 'api:2' }] } },
      },
      status: {
        observedGeneration: 3,
        replicas: 5,
        updatedReplicas: 2,
        readyReplicas: 4,
        availableReplicas: 3,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
            message: 'm',
            lastTransitionTime: 't',
          },
        ],
      },
    });
    expect(deployment).toEqual({
      kind: 'Deployment',
      ...base,
      labels: {},
      generation: 4,
      observedGeneration: 3,
      wanted: 0,
      paused: true,
      replicas: 5,
      updated: 2,
      ready: 4,
      available: 3,
      revision: '7',
      images: ['api:2'],
      conditions: [
        {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: 'm',
          at: 't',
        },
      ],
    });
  });

  it.each([
    ['Deployment', {}, { wanted: 1, paused: false, available: 0 }],
    ['StatefulSet', {}, { wanted: 1, strategy: 'RollingUpdate', partition: 0 }],
    [
      'StatefulSet',
      {
        spec: { updateStrategy: { type: 'OnDelete' } },
        status: { currentRevision: 'a', updateRevision: 'b' },
      },
      { strategy: 'OnDelete', currentRevision: 'a', updateRevision: 'b' },
    ],
    [
      'StatefulSet',
      { spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } },
      { partition: 2 },
    ],
    [
      'DaemonSet',
      {
        status: {
          desiredNumberScheduled: 3,
          currentNumberScheduled: 2,
          updatedNumberScheduled: 1,
          numberReady: 1,
          numberAvailable: 1,
        },
      },
      {
        wanted: 3,
        scheduled: 2,
        updated: 1,
        ready: 1,
        available: 1,
        strategy: 'RollingUpdate',
      },
    ],
    [
      'ReplicaSet',
      {
        status: {
          conditions: [
            {
              type: 'ReplicaFailure',
              status: 'True',
              message: 'exceeded quota',
            },
          ],
        },
      },
      { wanted: 1, failure: 'exceeded quota' },
    ],
    [
      'Job',
      { spec: { parallelism: 2 } },
      {
        parallelism: 2,
        backoffLimit: 6,
        suspended: false,
        active: 0,
      },
    ],
    [
      'CronJob',
      {
        spec: {
          schedule: '@daily',
          suspend: true,
          jobTemplate: {
            spec: { template: { spec: { containers: [{ image: 'a:1' }] } } },
          },
        },
        status: { lastScheduleTime: '2026-11-23T00:00:00Z' },
      },
      {
        schedule: '@daily',
        suspended: true,
        lastScheduledAt: '2026-11-23T00:00:00Z',
        images: ['a:1'],
      },
    ],
    ['Role', {}, { kind: 'Role', ...base }],
  ] as const)('is, of a %s with %j, what it says', (kind, object, expected) => {
    expect(trim(kind, { metadata, ...object })).toMatchObject(expected);
  });
});
