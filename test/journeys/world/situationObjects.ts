import { name } from './world.ts';

export const namespace = 'payments';
/** Nobody ever lifts it but the journey. */
export const finalizer = 'journeys.example/hold';

interface PodParts {
  annotations?: Record<string, string>;
  finalizers?: string[];
  spec?: object;
}

/** A pod on the simulated nodes, where it starts within seconds and no process runs. */
const template = (app: string, { spec, ...metadata }: PodParts) => ({
  metadata: { labels: { app }, ...metadata },
  spec: {
    nodeSelector: { 'paddock.internal/simulated': 'true' },
    tolerations: [{ key: 'paddock.internal/simulated', operator: 'Exists' }],
    containers: [{ name: 'app', image: 'registry.example/app:1' }],
    ...spec,
  },
});

const object = (kind: string, of: string, spec: object) => ({
  apiVersion: kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
  kind,
  metadata: {
    name: of,
    namespace,
    labels: { 'backstage.io/kubernetes-id': name },
  },
  spec,
});

const running = (kind: string) => (of: string, pod: PodParts, more?: object) =>
  object(kind, of, {
    replicas: 2,
    selector: { matchLabels: { app: of } },
    template: template(of, pod),
    ...(kind === 'StatefulSet' ? { serviceName: of } : {}),
    ...more,
  });

const deployment = running('Deployment');
const statefulSet = running('StatefulSet');

/** Workloads of the service that are each in a trouble of their own, or can be brought into it. */
export const situations = [
  // The namespace lets no pod into its node's network.
  statefulSet('refused', { spec: { hostNetwork: true } }),
  statefulSet('held', { finalizers: [finalizer] }),
  deployment('parked', {}, { paused: true }),
  deployment('gated', {
    spec: { schedulingGates: [{ name: 'journeys.example/budget' }] },
  }),
  deployment('warming', {
    spec: {
      initContainers: [
        {
          name: 'fill-cache',
          image: 'registry.example/app:1',
          resources: { requests: { cpu: '64' } },
        },
      ],
    },
  }),
  // The simulation leaves alone what it is told to hold.
  deployment(
    'veteran',
    { annotations: { 'paddock.internal/simulate': 'image-pull' } },
    { replicas: 1 },
  ),
  // Only a real kubelet looks for the Secret.
  deployment(
    'keyless',
    {
      spec: {
        nodeSelector: { 'paddock.internal/node': 'real' },
        containers: [
          {
            name: 'app',
            image: 'registry.example/app:1',
            volumeMounts: [{ name: 'tls', mountPath: '/tls' }],
          },
        ],
        volumes: [{ name: 'tls', secret: { secretName: 'server-tls' } }],
      },
    },
    { replicas: 1 },
  ),
  deployment('leaving', { finalizers: [finalizer] }),
  deployment(
    'recreated',
    { finalizers: [finalizer] },
    { strategy: { type: 'Recreate' } },
  ),
  object('CronJob', 'failing', {
    schedule: '* * * * *',
    failedJobsHistoryLimit: 0,
    jobTemplate: {
      spec: {
        backoffLimit: 0,
        template: template('failing', {
          annotations: { 'paddock.internal/simulate': 'fail' },
          spec: { restartPolicy: 'Never' },
        }),
      },
    },
  }),
];

const longAgo = '2026-01-02T00:00:00Z';

/** Of a pod that ended three times long ago, and whose probe fails now. */
export const restartedLongAgo = {
  phase: 'Running',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'Ready', status: 'False', reason: 'ContainersNotReady' },
  ],
  containerStatuses: [
    {
      name: 'app',
      image: 'registry.example/app:1',
      imageID: '',
      ready: false,
      started: true,
      restartCount: 3,
      state: { running: { startedAt: longAgo } },
      lastState: {
        terminated: {
          exitCode: 1,
          reason: 'Error',
          startedAt: '2026-01-01T00:00:00Z',
          finishedAt: longAgo,
        },
      },
    },
  ],
};
