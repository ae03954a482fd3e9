import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../src/kube/watch/rows';

export interface Given {
  situation: string;
  /** What its pods that are not ready are besides. */
  pods?: (pod: PodRow) => Partial<PodRow>;
  /** About the first pod that is not ready, unless they say otherwise. */
  events?: Array<Partial<ObjectEvent>>;
}

/** What it is, what is seen of it, and what is told. */
export type Situation = [what: string, given: Given, told: string[]];

const running = (container: PodRow['containers'][number]) => ({
  ...container,
  state: 'running' as const,
});

const waiting = ({ containers }: PodRow): Partial<PodRow> => ({
  containers: containers.map(({ name, restarts }) => ({
    name,
    restarts,
    ready: false,
    state: 'waiting',
    reason: 'ContainerCreating',
  })),
});

export const probe = (
  kind: string,
  said: string,
  rest: Partial<ObjectEvent> = {},
) => ({
  message: `${kind} probe failed: ${said}`,
  ...rest,
});

const crashed = (last: NonNullable<PodRow['containers'][number]['last']>) =>
  (({ containers }) => ({
    containers: containers.map(each => ({ ...each, last })),
  })) satisfies Given['pods'];

/** Workloads that are not done, and the tree of reasons that is told of them, two spaces a level. */
export const situations: Situation[] = [
  [
    'an image that the registry does not know',
    { situation: 'deployment-image-unknown' },
    [
      'the image registry does not know registry.example/payments-api:1.8.3 (3 pods)',
      '4 old pods have yet to leave',
    ],
  ],
  [
    'a quota that is used up',
    { situation: 'deployment-quota' },
    [
      'the quota of the namespace allows no more pods of this size',
      '  requests.cpu: a pod asks for 2, 9 of 10 are used',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a readiness probe that fails',
    {
      situation: 'deployment-deadline',
      events: [
        probe('Readiness', 'HTTP probe failed with statuscode: 503', {
          count: 9,
        }),
      ],
    },
    [
      'container api (1 pod) runs and is not ready',
      '  its readiness probe fails with 503, 9 times in 40 s',
      'it made no progress before its deadline',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a startup probe that finds nobody',
    {
      situation: 'deployment-deadline',
      events: [
        probe(
          'Startup',
          'Get "http://10.244.0.9:8080/": dial tcp 10.244.0.9:8080: connect: connection refused',
        ),
      ],
    },
    [
      'container api (1 pod) runs and is not ready',
      '  its startup probe finds nobody listening on its port',
      'it made no progress before its deadline',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a liveness probe that ends the container again and again',
    {
      situation: 'deployment-crash-loop',
      pods: crashed({ exitCode: 137, reason: 'Error' }),
      events: [
        probe(
          'Liveness',
          'Get "http://10.244.0.9:8080/livez": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
          { count: 3, lastAt: '2026-11-23T08:12:00Z' },
        ),
      ],
    },
    [
      'container api (1 pod) ends soon after each start',
      '  the last time with exit code 137, SIGKILL: it was killed',
      '  it has been restarted 6 times',
      '  its liveness probe gets no answer in time, 3 times in 12 min',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a container that needs more memory than it may have',
    {
      situation: 'deployment-crash-loop',
      pods: crashed({ exitCode: 137, reason: 'OOMKilled' }),
    },
    [
      'container api (1 pod) was ended for using more memory than its limit',
      '  it has been restarted 6 times',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a Secret that is not there',
    { situation: 'deployment-config-missing' },
    [
      'container api (1 pod) needs the Secret payments-db, which does not exist',
    ],
  ],
  [
    'a key that is not in its ConfigMap',
    {
      situation: 'deployment-config-missing',
      pods: ({ containers }) => ({
        containers: containers.map(each => ({
          ...each,
          message: "couldn't find key LOG_LEVEL in ConfigMap payments/settings",
        })),
      }),
    },
    [
      'container api (1 pod) needs the key LOG_LEVEL of the ConfigMap settings, which is not in it',
    ],
  ],
  [
    'nodes that are too small or tainted',
    {
      situation: 'deployment-no-node',
      pods: () => ({
        asks: { cpu: '4' },
        unschedulable:
          '0/5 nodes are available: 2 node(s) had untolerated taint {dedicated: databases}, 3 Insufficient cpu. no new claims to deallocate, preemption: 0/5 nodes are available: 2 Preemption is not helpful for scheduling, 3 No preemption victims found for incoming pod.',
      }),
    },
    [
      'no node has 4 cores free (1 pod)',
      '  2 nodes have the taint dedicated=databases, which it does not tolerate',
      '  3 nodes have too little CPU free',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'taints that are not named, and rules of several pods',
    {
      situation: 'deployment-no-node',
      pods: () => ({
        unschedulable:
          "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't satisfy existing pods anti-affinity rules.",
      }),
    },
    [
      'no node fits 1 pod: 1 tainted and 1 more',
      '  1 node has a taint that it does not tolerate',
      '  on 2 nodes its affinity or anti-affinity to other pods does not hold',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'nodes that are excluded in every other way',
    {
      situation: 'deployment-no-node',
      pods: () => ({
        asks: { cpu: '500m', memory: '8Gi' },
        unschedulable:
          "0/9 nodes are available: 1 Insufficient cpu, 1 Insufficient memory, 1 Too many pods, 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) didn't match pod anti-affinity rules, 1 node(s) didn't match pod topology spread constraints, 1 node(s) had volume node affinity conflict, 1 node(s) were unschedulable.",
      }),
    },
    [
      'no node has 500m of CPU and 8Gi of memory free (1 pod)',
      '  1 node has too little CPU free',
      '  1 node has too little memory free',
      '  1 node has as many pods as it takes',
      '  on 1 node the host port that it asks for is taken',
      '  1 node does not match its node selector or node affinity',
      '  on 1 node its affinity or anti-affinity to other pods does not hold',
      '  on 1 node its topology spread constraints do not hold',
      '  1 node cannot reach its volume',
      '  1 node is cordoned: no new pods go there',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a claim that is not bound',
    {
      situation: 'deployment-claim-unbound',
      events: [
        {
          about: 'PersistentVolumeClaim/payments-data',
          reason: 'ProvisioningFailed',
          message: 'storageclass.storage.k8s.io "fast" not found',
        },
      ],
    },
    [
      'a volume claim of its pods is not bound to a volume yet',
      '  the claim payments-data asks for the storage class fast, which does not exist',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a claim whose pod has been found',
    {
      situation: 'deployment-claim-unbound',
      events: [
        {
          type: 'Normal',
          about: 'PersistentVolumeClaim/payments-data',
          reason: 'WaitForPodScheduled',
          message: 'waiting for pod payments-1 to be scheduled',
        },
        {
          type: 'Normal',
          about: 'PersistentVolumeClaim/payments-data',
          reason: 'ExternalProvisioning',
          message: 'Waiting for a volume to be created',
        },
      ],
    },
    [
      'a volume claim of its pods is not bound to a volume yet',
      '  the claim payments-data waits for its provisioner',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'settings that Pod Security refuses',
    { situation: 'deployment-pod-security' },
    [
      'the Pod Security level refuses pods for privileged',
      '  privileged (container "api" must not set securityContext.privileged=true)',
    ],
  ],
  [
    'a volume that is attached elsewhere',
    {
      situation: 'deployment-deadline',
      pods: waiting,
      events: [
        {
          reason: 'FailedAttachVolume',
          message:
            'Multi-Attach error for volume "pvc-1b2c" Volume is already used by pod(s) payments-api-5f6d7c8b9a-x2x4z',
          by: 'attachdetach-controller',
        },
      ],
    },
    [
      '1 pod cannot be started yet',
      '  the volume pvc-1b2c is still attached to node sim-01, by payments-api-5f6d7c8b9a-x2x4z',
      'it made no progress before its deadline',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a volume of a ConfigMap that is not there',
    {
      situation: 'deployment-deadline',
      pods: waiting,
      events: [
        {
          reason: 'FailedMount',
          message:
            'MountVolume.SetUp failed for volume "settings" : configmap "payments-settings" not found',
        },
      ],
    },
    [
      '1 pod cannot be started yet',
      '  the volume settings needs the ConfigMap payments-settings, which does not exist',
      'it made no progress before its deadline',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'an init container that goes on',
    {
      situation: 'deployment-deadline',
      pods: pod => ({
        ...waiting(pod),
        specInitContainers: 2,
        initContainers: [
          {
            name: 'fetch',
            ready: true,
            restarts: 0,
            state: 'terminated',
            exitCode: 0,
          },
          { name: 'migrate', ready: false, restarts: 0, state: 'running' },
        ],
        containers: pod.containers.map(each => ({
          ...each,
          state: 'waiting',
          reason: 'PodInitializing',
        })),
      }),
    },
    [
      'init container migrate of payments-api-7c9f8d5b6d-x2x4z has not finished (1 of 2)',
      'it made no progress before its deadline',
      '2 old pods have yet to leave',
    ],
  ],
  [
    'a node that does not answer',
    {
      situation: 'deployment-degraded',
      pods: ({ containers }) => ({ containers: containers.map(running) }),
      events: [
        {
          reason: 'NodeNotReady',
          message: 'Node is not ready',
          by: 'node-controller',
        },
      ],
    },
    [
      'container api (1 pod) runs and is not ready',
      '  its node sim-03 does not answer',
    ],
  ],
  [
    'a controller that has not looked yet',
    { situation: 'deployment-unseen' },
    ['the controller has not looked at this change yet'],
  ],
  [
    'pods of a StatefulSet that a webhook refuses, which only events tell',
    {
      situation: 'statefulset-degraded',
      // The one that is not ready leaves, and none comes in its place.
      pods: () => ({ deletedAt: '2026-11-23T08:09:00Z' }),
      events: [
        {
          about: 'StatefulSet/payments-db',
          reason: 'FailedCreate',
          message:
            'create Pod payments-db-2 in StatefulSet payments-db failed error: Internal error occurred: failed calling webhook "pods.policy.example": no endpoints available for service "policy"',
          by: 'statefulset-controller',
        },
      ],
    },
    [
      'the admission webhook pods.policy.example does not answer and lets no pod in',
      'pod db-2 does not end: node sim-03 has not confirmed it',
    ],
  ],
];
