import {
  describeWorkload,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import {
  ago,
  diagnosed,
  ended,
  now,
  object,
  ownedBy,
  pod,
  running,
  waiting,
  warning,
} from '../../../testing/diagnosing';

type Objects = Parameters<typeof diagnosed>[0];

const condition = (reason: string, status = 'True') => ({
  type: 'Progressing',
  status,
  reason,
});

function deployment(
  name: string,
  replicas: number,
  status: object = {},
  spec: object = {},
  metadata: object = {},
) {
  return object('Deployment', name, {
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ...metadata,
    },
    spec: {
      replicas,
      template: { spec: { containers: [{ image: 'registry.example/app:1' }] } },
      ...spec,
    },
    status: {
      observedGeneration: 1,
      conditions: [condition('NewReplicaSetAvailable')],
      replicas,
      updatedReplicas: replicas,
      ...status,
    },
  });
}

const setOf = (name: string, replicas: number, more: object = {}) =>
  object('ReplicaSet', `${name}-a`, {
    metadata: {
      ...ownedBy('Deployment', name),
      labels: { 'pod-template-hash': 'a' },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: { replicas },
    status: { replicas, ...more },
  });

const rolling = { conditions: [condition('ReplicaSetUpdated')] };

function statefulSet(
  name: string,
  replicas: number,
  status: object = {},
  spec: object = {},
  metadata: object = {},
) {
  return object('StatefulSet', name, {
    metadata,
    spec: { replicas, ...spec },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentRevision: 'a',
      updateRevision: 'a',
      ...status,
    },
  });
}

const ofSet = (name: string): ['ReplicaSet', string] => [
  'ReplicaSet',
  `${name}-a`,
];
const ofSts = (name: string): ['StatefulSet', string] => ['StatefulSet', name];
const ready = { ready: true };

function one(
  podGiven: Partial<Parameters<typeof pod>[1]>,
  events: Objects = [],
) {
  return [
    deployment('api', 1, rolling),
    setOf('api', 1),
    pod('api-a-1', { owner: ofSet('api'), age: 60, ...podGiven }),
    ...events,
  ];
}

const terminating = (finalizers?: string[], seconds = 600) => ({
  deletionTimestamp: ago(seconds),
  deletionGracePeriodSeconds: 30,
  ...(finalizers ? { finalizers } : {}),
});

const refusedWords =
  'pods "refused-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)';

interface Expected {
  state: Workload['rollout']['state'];
  line: RegExp;
  advice?: RegExp | null;
}

const situations: Array<[what: string, objects: Objects, expected: Expected]> =
  [
    [
      'a StatefulSet whose pods are refused, which only events tell',
      [
        statefulSet('refused', 3, {
          replicas: 0,
          updatedReplicas: 0,
          readyReplicas: 0,
          availableReplicas: 0,
        }),
        warning(
          ['StatefulSet', 'refused'],
          'FailedCreate',
          `create Pod refused-0 in StatefulSet refused failed error: ${refusedWords}`,
          { seconds: 300, count: 12 },
        ),
      ],
      {
        state: 'stuck',
        line: /^refused is stuck: the Pod Security level .* No pod serves\.$/,
        advice: /setting that has to change/,
      },
    ],
    [
      'a DaemonSet whose pods are refused',
      [
        object('DaemonSet', 'agent', {
          status: { observedGeneration: 1, desiredNumberScheduled: 12 },
        }),
        warning(
          ['DaemonSet', 'agent'],
          'FailedCreate',
          `Error creating: ${refusedWords}`,
        ),
      ],
      { state: 'stuck', line: /the Pod Security level .* No pod serves/ },
    ],
    [
      'a StatefulSet whose admission webhook does not answer',
      [
        statefulSet('hooked', 2, {
          replicas: 0,
          updatedReplicas: 0,
          readyReplicas: 0,
          availableReplicas: 0,
        }),
        warning(
          ['StatefulSet', 'hooked'],
          'FailedCreate',
          'create Pod hooked-0 in StatefulSet hooked failed error: Internal error occurred: failed calling webhook "away.lab.example": failed to call webhook: connection refused',
        ),
      ],
      { state: 'stuck', line: /the admission webhook away\.lab\.example/ },
    ],
    [
      'a StatefulSet pod that a finalizer holds',
      [
        statefulSet('hold', 3, { readyReplicas: 2, availableReplicas: 2 }),
        pod('hold-0', { owner: ofSts('hold'), ...ready }),
        pod('hold-1', { owner: ofSts('hold'), ...ready }),
        pod('hold-2', {
          owner: ofSts('hold'),
          metadata: terminating(['lab.example/hold']),
        }),
      ],
      {
        state: 'degraded',
        line: /2 of 3 pods serve; pod hold-2 cannot end: held by the finalizer lab\.example\/hold/,
        advice: /Whoever set lab\.example\/hold/,
      },
    ],
    [
      'a StatefulSet pod on a node that does not answer',
      [
        statefulSet('hold', 2, { readyReplicas: 1, availableReplicas: 1 }),
        pod('hold-0', {
          owner: ofSts('hold'),
          ...ready,
          spec: { nodeName: 'sim-02' },
        }),
        pod('hold-1', { owner: ofSts('hold'), metadata: terminating() }),
        object('Node', 'sim-01', {
          status: {
            conditions: [
              {
                type: 'Ready',
                status: 'Unknown',
                lastTransitionTime: ago(900),
                message: 'Kubelet stopped posting node status.',
              },
            ],
          },
        }),
        object('Node', 'sim-02', {
          status: { conditions: [{ type: 'Ready', status: 'True' }] },
        }),
      ],
      {
        state: 'degraded',
        line: /pod hold-1 does not end: node sim-01 has not confirmed it: its node sim-01 does not answer/,
        advice: /Look at node sim-01/,
      },
    ],
    [
      'Recreate with old pods that never end, whatever the conditions say',
      [
        deployment(
          'recreate',
          2,
          { replicas: 0, updatedReplicas: 0 },
          { strategy: { type: 'Recreate' } },
        ),
        setOf('recreate', 2),
        ...[1, 2].map(at =>
          pod(`recreate-old-${at}`, {
            owner: ['ReplicaSet', 'recreate-old'],
            ...ready,
            metadata: terminating(['lab.example/hold']),
          }),
        ),
      ],
      {
        state: 'down',
        line: /^recreate is down: no pod serves; 2 pods cannot end: held by the finalizer/,
      },
    ],
    [
      'OnDelete after all pods were renewed, whatever currentRevision says',
      [
        statefulSet(
          'ondelete',
          3,
          { currentRevision: 'a', updateRevision: 'b' },
          { updateStrategy: { type: 'OnDelete' } },
        ),
        ...[0, 1, 2].map(at =>
          pod(`ondelete-${at}`, {
            owner: ofSts('ondelete'),
            hash: 'b',
            ...ready,
          }),
        ),
      ],
      { state: 'healthy', line: /all 3 pods are ready\.$/, advice: null },
    ],
    [
      'OnDelete with one old pod',
      [
        statefulSet(
          'ondelete',
          2,
          { currentRevision: 'a', updateRevision: 'b', updatedReplicas: 1 },
          { updateStrategy: { type: 'OnDelete' } },
        ),
        pod('ondelete-0', { owner: ofSts('ondelete'), hash: 'a', ...ready }),
        pod('ondelete-1', { owner: ofSts('ondelete'), hash: 'b', ...ready }),
      ],
      { state: 'paused', line: /2 pods serve/, advice: /the 1 old pod when/ },
    ],
    [
      'an OnDelete DaemonSet that was changed and changed back',
      [
        object('DaemonSet', 'agent', {
          spec: { updateStrategy: { type: 'OnDelete' } },
          status: {
            observedGeneration: 1,
            desiredNumberScheduled: 3,
            currentNumberScheduled: 3,
            updatedNumberScheduled: 2,
            numberReady: 3,
            numberAvailable: 3,
          },
        }),
        ...(
          [
            ['1', 'a', 3],
            ['2', 'b', 2],
          ] as const
        ).map(([name, hash, revision]) =>
          object('ControllerRevision', `agent-${name}`, {
            metadata: {
              ...ownedBy('DaemonSet', 'agent'),
              labels: { 'controller-revision-hash': hash },
            },
            revision,
          }),
        ),
        pod('agent-1', { owner: ['DaemonSet', 'agent'], hash: 'a', ...ready }),
        pod('agent-2', { owner: ['DaemonSet', 'agent'], hash: 'a', ...ready }),
        pod('agent-3', {
          owner: ['DaemonSet', 'agent'],
          hash: 'b',
          age: 10,
          ...ready,
        }),
      ],
      { state: 'paused', line: /3 pods serve/, advice: /the 1 old pod when/ },
    ],
    [
      'a Deployment that is paused from the start',
      [
        deployment(
          'parked',
          3,
          {
            replicas: 0,
            updatedReplicas: 0,
            conditions: [condition('DeploymentPaused', 'Unknown')],
          },
          { paused: true },
        ),
      ],
      {
        state: 'paused',
        line: /^parked is paused: its rollout is paused; no pod serves\.$/,
        advice: /Resume/,
      },
    ],
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
      'a Job whose pods are gated',
      [
        object('Job', 'gated', { spec: {}, status: { active: 1 } }),
        pod('gated-1', {
          owner: ['Job', 'gated'],
          spec: {
            nodeName: undefined,
            schedulingGates: [{ name: 'lab.example/quota' }],
          },
          status: { phase: 'Pending', containerStatuses: [] },
        }),
      ],
      {
        state: 'stuck',
        line: /held by the scheduling gate lab\.example\/quota/,
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
          containers: [
            { name: 'app', resources: { requests: { cpu: '100m' } } },
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
              message:
                "0/13 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 12 Insufficient cpu.",
            },
          ],
        },
      }),
      { state: 'stuck', line: /no node has 64 cores free \(1 pod\)/ },
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
              message:
                '0/3 nodes are available: 3 Insufficient nvidia.com/gpu.',
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
      'a StatefulSet that was rolled back and is held up by the pod that is broken',
      [
        statefulSet('fr', 3, {
          readyReplicas: 2,
          availableReplicas: 2,
          updatedReplicas: 2,
        }),
        pod('fr-0', { owner: ofSts('fr'), ...ready }),
        pod('fr-1', { owner: ofSts('fr'), ...ready }),
        pod('fr-2', {
          owner: ofSts('fr'),
          hash: 'b',
          restarts: 5,
          state: waiting('CrashLoopBackOff', 'back-off'),
          last: ended(1),
        }),
      ],
      {
        state: 'stuck',
        line: /pod fr-2 is of another revision and holds up the update/,
        advice: /^Delete the pod fr-2/,
      },
    ],
    [
      'an old pod that crashes below the partition',
      [
        statefulSet(
          'part',
          3,
          {
            readyReplicas: 2,
            availableReplicas: 2,
            updatedReplicas: 1,
            updateRevision: 'b',
          },
          { updateStrategy: { rollingUpdate: { partition: 2 } } },
        ),
        pod('part-0', {
          owner: ofSts('part'),
          restarts: 5,
          state: waiting('CrashLoopBackOff', 'back-off'),
          last: ended(1),
        }),
        pod('part-1', { owner: ofSts('part'), ...ready }),
        pod('part-2', { owner: ofSts('part'), hash: 'b', ...ready }),
      ],
      {
        state: 'stuck',
        line: /container app \(1 pod\) ends soon after each start/,
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
    [
      'a Deployment that is being deleted and held by its pods',
      [
        deployment(
          'leaving',
          2,
          {},
          {},
          {
            deletionTimestamp: ago(1200),
            finalizers: ['foregroundDeletion'],
          },
        ),
        setOf('leaving', 2),
        pod('leaving-a-1', {
          owner: ofSet('leaving'),
          metadata: terminating(['lab.example/hold'], 1170),
        }),
      ],
      {
        state: 'being-deleted',
        line: /^leaving is being deleted since 20 min: it waits for its pods to end; pod leaving-a-1 cannot end: held by the finalizer lab\.example\/hold\.$/,
      },
    ],
    [
      'a Deployment in a namespace that is being deleted',
      [
        deployment('held', 1),
        setOf('held', 1),
        object('Namespace', 'payments', {
          metadata: { namespace: undefined, deletionTimestamp: ago(300) },
          status: {
            conditions: [
              {
                type: 'NamespaceFinalizersRemaining',
                status: 'True',
                message:
                  'Some content in the namespace has finalizers remaining: lab.example/hold in 1 resource instances',
              },
            ],
          },
        }),
      ],
      {
        state: 'being-deleted',
        line: /its namespace payments is being deleted/,
      },
    ],
    [
      'a rollout without any cause that makes no progress',
      one({ age: 240, state: waiting('ContainerCreating') }),
      {
        state: 'stuck',
        line: /no progress for 4 min, cause not found\. No pod serves\.$/,
        advice: /the log and the events of pod api-a-1/,
      },
    ],
    [
      'a rollout on its way',
      one({ age: 4, state: waiting('ContainerCreating') }),
      {
        state: 'rolling-out',
        line: /^api is rolling out: 0 of 1 new pod are ready, last change 4 s ago\.$|0 of 1 new pod is ready|0 of 1 new pods/,
      },
    ],
    [
      'a warning about something that is well',
      [
        deployment('api', 1, { readyReplicas: 1, availableReplicas: 1 }),
        setOf('api', 1),
        pod('api-a-1', { owner: ofSet('api'), ...ready }),
        warning(
          ['Pod', 'api-a-1'],
          'DNSConfigForming',
          'Nameserver limits were exceeded',
        ),
      ],
      {
        state: 'healthy',
        line: /^api is healthy: its 1 pod is ready\. Warning 30 s ago: DNSConfigForming: Nameserver limits were exceeded\.$/,
      },
    ],
    [
      'a settled Deployment of which no pod is ready any more',
      [
        deployment('api', 1, { readyReplicas: 1, availableReplicas: 1 }),
        setOf('api', 1),
        pod('api-a-1', { owner: ofSet('api') }),
      ],
      { state: 'down', line: /^api is down: no pod serves/ },
    ],
    [
      'a CronJob whose failed runs are not kept',
      [
        object('CronJob', 'nightly', {
          spec: { schedule: '* * * * *' },
          status: { lastScheduleTime: ago(30) },
        }),
      ],
      {
        state: 'degraded',
        line: /its last run did not succeed, and is not kept/,
        advice: /failedJobsHistoryLimit/,
      },
    ],
    [
      'a CronJob that succeeded once, and whose later runs are not kept',
      [
        object('CronJob', 'nightly', {
          spec: { schedule: '* * * * *' },
          status: { lastScheduleTime: ago(30), lastSuccessfulTime: ago(150) },
        }),
      ],
      { state: 'degraded', line: /its last run did not succeed/ },
    ],
    [
      'a CronJob whose last run succeeded',
      [
        object('CronJob', 'nightly', {
          spec: { schedule: '* * * * *' },
          status: { lastScheduleTime: ago(30), lastSuccessfulTime: ago(20) },
        }),
      ],
      { state: 'healthy', line: /its last run succeeded/ },
    ],
    [
      'a schedule that never comes',
      [object('CronJob', 'never', { spec: { schedule: '0 0 31 2 *' } })],
      { state: 'stuck', line: /its schedule 0 0 31 2 \* never comes/ },
    ],
    [
      'a Job that another controller runs',
      [
        object('Job', 'managed', {
          spec: { managedBy: 'kueue.x-k8s.io/multikueue' },
        }),
      ],
      {
        state: 'healthy',
        line: /kueue\.x-k8s\.io\/multikueue runs it/,
        advice: null,
      },
    ],
    [
      'a Job that waits in a queue',
      [
        object('Job', 'queued', {
          metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'team' } },
          spec: { suspend: true },
        }),
      ],
      {
        state: 'paused',
        line: /it waits in the queue team/,
        advice: /^The queue lets it run/,
      },
    ],
    [
      'a CronJob whose run cannot get its image',
      [
        object('CronJob', 'bad', { spec: { schedule: '* * * * *' } }),
        object('Job', 'bad-1', {
          metadata: ownedBy('CronJob', 'bad'),
          status: { active: 1 },
        }),
        pod('bad-1-x', {
          owner: ['Job', 'bad-1'],
          status: {
            phase: 'Pending',
            containerStatuses: [
              {
                name: 'app',
                restartCount: 0,
                state: waiting('ErrImagePull', 'image "x:1": not found'),
              },
            ],
          },
        }),
      ],
      {
        state: 'stuck',
        line: /does not know x:1/,
        advice: /^Push the image, or correct its name/,
      },
    ],
  ];

describe('the diagnosis', () => {
  it.each(situations)('of %s', (_, objects, expected) => {
    const workload = diagnosed(objects);
    const { line, advice } = describeWorkload(workload, now);
    expect({ state: workload.rollout.state, line }).toEqual({
      state: expected.state,
      line: expect.stringMatching(expected.line),
    });
    if (expected.advice === null) expect(advice).toBeUndefined();
    else if (expected.advice) expect(advice).toMatch(expected.advice);
  });

  it.each(situations)('is short of %s', (_, objects) => {
    for (const { summary } of diagnosed(objects).rollout.findings) {
      expect(summary).not.toMatch(/nothing is wrong/);
      expect(summary.split(/\s+/).length).toBeLessThanOrEqual(12);
    }
  });
});
