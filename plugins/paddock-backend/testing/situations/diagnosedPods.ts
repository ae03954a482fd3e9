import { ago, ended, pod, running, waiting, warning } from './diagnosing';
import {
  deployment,
  setOf,
  rolling,
  statefulSet,
  ofSet,
  ofSts,
  ready,
  one,
  type Situation,
} from './diagnosedObjects';

export const diagnosedPods: Situation[] = [
  [
    'a Deployment whose pods are gated',
    [
      deployment('gated', 1, rolling),
      setOf('gated', 1),
      pod('gated-a-1', {
        owner: ofSet('gated'),
        spec: {
          nodeName: undefined,
          schedulingGates: [{ name: 'lab.example/quota' }],
        },
        status: {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'SchedulingGated',
            },
          ],
          containerStatuses: [],
        },
      }),
    ],
    {
      state: 'stuck',
      line: /1 pod held by the scheduling gate lab\.example\/quota/,
      advice: /Whoever set lab\.example\/quota/,
    },
  ],
  [
    'an init container that asks for too much',
    one({
      spec: {
        nodeName: undefined,
        initContainers: [
          { name: 'fill', resources: { requests: { cpu: '64' } } },
        ],
        containers: [{ name: 'app', resources: { requests: { cpu: '100m' } } }],
      },
      status: {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message:
              "0/13 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 12 Insufficient cpu.",
          },
        ],
      },
    }),
    {
      state: 'stuck',
      line: /no node has 64 cores free \(1 pod\)/,
      advice: /^Ask for less CPU in its init container fill/,
    },
  ],
  [
    'a device that no node has',
    one({
      spec: {
        nodeName: undefined,
        containers: [
          {
            name: 'app',
            resources: {
              requests: { 'nvidia.com/gpu': '2', cpu: '1' },
            },
          },
        ],
      },
      status: {
        phase: 'Pending',
        containerStatuses: [],
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            reason: 'Unschedulable',
            message: '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.',
          },
        ],
      },
    }),
    {
      state: 'stuck',
      line: /no node has 2 of nvidia\.com\/gpu free/,
      advice: /^Ask for less nvidia\.com\/gpu\.$/,
    },
  ],
  [
    'restarts of long ago, and a readiness probe that fails',
    [
      deployment('veteran', 1),
      setOf('veteran', 1),
      pod('veteran-a-1', {
        owner: ofSet('veteran'),
        age: 86_400,
        restarts: 3,
        last: ended(1, { finishedAt: ago(80_000) }),
      }),
    ],
    {
      state: 'down',
      line: /container app \(1 pod\) runs and is not ready/,
      advice: null,
    },
  ],
  [
    'a container that ends without an error again and again, while it has ended',
    one({ state: ended(0), restarts: 3 }),
    {
      state: 'stuck',
      line: /container app \(1 pod\) ends by itself without an error, 4 times/,
      advice: /has to keep running/,
    },
  ],
  [
    'the same while it runs for a moment',
    one({ state: running, restarts: 3, last: ended(0) }),
    { state: 'stuck', line: /ends by itself without an error/ },
  ],
  [
    'a command that is not in the image',
    one({
      state: waiting(
        'RunContainerError',
        'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/opt/server": stat /opt/server: no such file or directory',
      ),
    }),
    {
      state: 'stuck',
      line: /cannot start: its command \/opt\/server is not there/,
      advice: /^Correct the command or the image\.$/,
    },
  ],
  [
    'the same while it waits for its next start',
    one({
      state: waiting('CrashLoopBackOff', 'back-off 10s'),
      restarts: 2,
      last: ended(128, {
        reason: 'StartError',
        message:
          'exec: "/opt/server": stat /opt/server: no such file or directory',
      }),
    }),
    { state: 'stuck', line: /its command \/opt\/server is not there/ },
  ],
  [
    'an image that runs as root',
    one({
      state: waiting(
        'CreateContainerConfigError',
        'container has runAsNonRoot and image will run as root (pod: "x", container: app)',
      ),
    }),
    {
      state: 'stuck',
      line: /would run as root, which its runAsNonRoot forbids/,
      advice: /Set runAsUser to a number that is not 0/,
    },
  ],
  [
    'an image whose user is a name',
    one({
      state: waiting(
        'CreateContainerConfigError',
        'container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "x", container: app)',
      ),
    }),
    {
      state: 'stuck',
      line: /names the user app/,
      advice: /number of that user/,
    },
  ],
  [
    'a Secret that a volume needs, as soon as the event is there',
    one({ state: waiting('ContainerCreating') }, [
      warning(
        ['Pod', 'api-a-1'],
        'FailedMount',
        'MountVolume.SetUp failed for volume "tls" : secret "server-tls" not found',
      ),
    ]),
    {
      state: 'stuck',
      line: /the volume tls needs the Secret server-tls, which does not exist/,
      advice: /Create the Secret server-tls/,
    },
  ],
  [
    'a quota that wants to be told amounts',
    [
      deployment('no-limits', 1, {
        ...rolling,
        replicas: 0,
        updatedReplicas: 0,
      }),
      setOf('no-limits', 1, {
        replicas: 0,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            message:
              'pods "x" is forbidden: failed quota: team: must specify limits.cpu for: app; limits.memory for: app',
          },
        ],
      }),
    ],
    {
      state: 'stuck',
      line: /the quota wants container app to set limits\.cpu, limits\.memory/,
      advice:
        /Set limits\.cpu and limits\.memory of container app, or let a LimitRange/,
    },
  ],
  [
    'a number of pods that is used up',
    [
      deployment('many', 4, {
        ...rolling,
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
      }),
      setOf('many', 4, {
        replicas: 2,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            message:
              'pods "x" is forbidden: exceeded quota: few, requested: pods=1, used: pods=2, limited: pods=2',
          },
        ],
      }),
      pod('many-a-1', { owner: ofSet('many'), ...ready }),
      pod('many-a-2', { owner: ofSet('many'), ...ready }),
    ],
    {
      state: 'stuck',
      line: /allows no more pods: 2 of 2\. 2 of 4 pods serve\.$/,
      advice: /Run fewer pods, or ask for a larger quota/,
    },
  ],
  [
    'a device of which the quota has none left',
    [
      deployment('ml', 1, { ...rolling, replicas: 0, updatedReplicas: 0 }),
      setOf('ml', 1, {
        replicas: 0,
        conditions: [
          {
            type: 'ReplicaFailure',
            status: 'True',
            message:
              'pods "x" is forbidden: exceeded quota: gpus, requested: requests.nvidia.com/gpu=1, used: requests.nvidia.com/gpu=2, limited: requests.nvidia.com/gpu=2',
          },
        ],
      }),
    ],
    {
      state: 'stuck',
      line: /the quota/,
      advice: /Ask for less nvidia\.com\/gpu,/,
    },
  ],
  [
    'a pod that was evicted and not replaced yet',
    [
      statefulSet('crowded', 1, { readyReplicas: 0, availableReplicas: 0 }),
      pod('crowded-0', {
        owner: ofSts('crowded'),
        status: {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'The node was low on resource: memory.',
          containerStatuses: null,
        },
      }),
    ],
    {
      state: 'down',
      line: /1 pod failed \(Evicted\): The node was low on resource: memory\./,
    },
  ],
];
