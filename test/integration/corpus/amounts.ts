import type { createRandom } from '../world/backend.ts';

type Random = ReturnType<typeof createRandom>;

const cpus = ['1m', '50m', '100m', '250m', '999m', '1', '1.5', '2'];
const memories = ['1Mi', '64Mi', '100M', '128Mi', '1Gi', '1500Ki', '123456789'];

/** Of a container or a pod: now and then a request, now and then a limit that is no less. */
function resources(random: Random) {
  const side = () => ({
    ...(random.below(3) > 0 && { cpu: random.pick(cpus) }),
    ...(random.below(3) > 0 && { memory: random.pick(memories) }),
  });
  const requests = side();
  // The API server refuses a limit below its request; what is both is allowed.
  const limits = random.below(2) === 0 ? requests : {};
  return { requests, limits };
}

const container = (name: string, random: Random) => ({
  name,
  image: 'registry.example/app:1',
  resources: resources(random),
});

/** Containers, init containers and sidecars in any order and with any amounts. */
export function specWithAmounts(random: Random): object {
  const inits = Array.from({ length: random.below(4) }, (_, at) => ({
    ...container(`init-${at}`, random),
    ...(random.below(2) === 0 && { restartPolicy: 'Always' }),
  }));
  const containers = Array.from({ length: 1 + random.below(3) }, (_, at) =>
    container(`app-${at}`, random),
  );
  return { initContainers: inits, containers };
}

const asking = (requests: object, limits: object = {}, name = 'app') => ({
  name,
  image: 'registry.example/app:1',
  resources: { requests, limits },
});
const sidecar = (requests: object, name = 'proxy') => ({
  ...asking(requests, {}, name),
  restartPolicy: 'Always',
});

/** Where sums go wrong. */
export const amountCases: Array<[name: string, spec: object]> = [
  ['asks-nothing', { containers: [asking({})] }],
  [
    'init-is-larger',
    {
      initContainers: [
        asking({ cpu: '3', memory: '1Gi' }, {}, 'one'),
        asking({ cpu: '1', memory: '2Gi' }, {}, 'two'),
      ],
      containers: [asking({ cpu: '100m', memory: '64Mi' })],
    },
  ],
  [
    'init-beside-sidecars',
    {
      initContainers: [
        sidecar({ cpu: '50m', memory: '32Mi' }, 'before'),
        asking({ cpu: '1', memory: '1Gi' }, {}, 'migrate'),
        sidecar({ cpu: '200m', memory: '64Mi' }, 'behind'),
      ],
      containers: [asking({ cpu: '100m', memory: '64Mi' })],
    },
  ],
  [
    'one-has-no-limit',
    {
      containers: [
        asking({ cpu: '100m' }, { cpu: '1', memory: '1Gi' }),
        asking({ cpu: '100m' }, {}, 'other'),
      ],
    },
  ],
  [
    'pod-level',
    {
      resources: {
        requests: { cpu: '2', memory: '2Gi' },
        limits: { cpu: '4', memory: '4Gi' },
      },
      containers: [
        asking({ cpu: '500m', memory: '512Mi' }, { cpu: '1' }),
        asking({ cpu: '500m' }, {}, 'other'),
      ],
    },
  ],
  [
    'pod-level-of-memory-only',
    {
      resources: { requests: { memory: '2Gi' }, limits: { memory: '2Gi' } },
      containers: [asking({ cpu: '500m', memory: '1Gi' }, { cpu: '1' })],
    },
  ],
  [
    'overhead',
    {
      runtimeClassName: 'sandboxed',
      containers: [asking({ cpu: '500m', memory: '1Gi' }, { cpu: '1' })],
    },
  ],
  [
    'overhead-alone',
    { runtimeClassName: 'sandboxed', containers: [asking({})] },
  ],
  [
    'more-than-cpu-and-memory',
    {
      containers: [
        asking(
          { cpu: '1', memory: '1Gi', 'ephemeral-storage': '1Gi' },
          { 'ephemeral-storage': '2Gi' },
        ),
      ],
    },
  ],
];

/** The runtime class whose pods have an overhead. */
export const sandboxed = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'sandboxed' },
  handler: 'sandboxed',
  overhead: { podFixed: { cpu: '250m', memory: '120Mi' } },
};
