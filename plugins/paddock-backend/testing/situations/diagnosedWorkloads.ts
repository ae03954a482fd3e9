import {
  ago,
  ended,
  object,
  ownedBy,
  pod,
  waiting,
  warning,
} from './diagnosing';
import {
  condition,
  deployment,
  setOf,
  statefulSet,
  ofSet,
  ofSts,
  ready,
  one,
  terminating,
  refusedWords,
  type Situation,
} from './diagnosedObjects';

export const diagnosedWorkloads: Situation[] = [
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
      line: /^refused is stuck: the Pod Security level refuses pods for allowPrivilegeEscalation, runAsNonRoot\. No pod serves\.$/,
      advice: /does not allow: allowPrivilegeEscalation, runAsNonRoot\.$/,
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
        { spec: { strategy: { type: 'Recreate' } } },
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
        { spec: { paused: true } },
      ),
    ],
    {
      state: 'paused',
      line: /^parked is paused: its rollout is paused; no pod serves\.$/,
      advice: /Resume/,
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
    'a Deployment that is being deleted and held by its pods',
    [
      deployment(
        'leaving',
        2,
        {},
        {
          metadata: {
            deletionTimestamp: ago(1200),
            finalizers: ['foregroundDeletion'],
          },
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
      line: /^api is rolling out: 0 of 1 new pod is ready, last change 4 s ago\.$/,
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
];
