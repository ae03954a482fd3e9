import type {
  MetadataObject,
  PodObject,
  PodSpecObject,
} from '../kube/objects/objects';
import { changedAt, factsOf, keepersOf } from './facts';
import { configPods, ownerOf, podsByRef } from './podValue';
import { usersByRef } from './users';
import { usesOf } from './uses';

const changed = '2026-11-25T14:00:00Z';
/** Its key `level` was changed last then, and `other` an hour later. */
const metadata = {
  creationTimestamp: '2026-11-20T00:00:00Z',
  managedFields: [
    {
      manager: 'ana',
      operation: 'Update',
      time: changed,
      fieldsV1: { 'f:data': { 'f:level': {} } },
    },
  ],
};
const withOther = {
  ...metadata,
  managedFields: [
    ...metadata.managedFields,
    {
      manager: 'ben',
      operation: 'Update',
      time: '2026-11-25T15:00:00Z',
      fieldsV1: { 'f:data': { 'f:other': {} } },
    },
  ],
};
const valueOf = (pod: PodObject, of: MetadataObject = metadata) =>
  configPods(podsByRef([pod]).get('ConfigMap/settings') ?? [], of)[0]?.value;
const ref = { kind: 'ConfigMap', name: 'settings' } as const;
const level = { container: 'api', variable: 'LOG_LEVEL', key: 'level' };

const asVariable: PodSpecObject = {
  containers: [
    {
      name: 'api',
      env: [
        {
          name: 'LOG_LEVEL',
          valueFrom: { configMapKeyRef: { name: 'settings', key: 'level' } },
        },
      ],
    },
  ],
};
const asFiles = (subPath?: string): PodSpecObject => ({
  containers: [
    {
      name: 'api',
      volumeMounts: [
        { name: 'config', mountPath: '/etc/api', ...(subPath && { subPath }) },
      ],
    },
  ],
  volumes: [{ name: 'config', projected: { sources: [{ configMap: ref }] } }],
});

const podOf = (
  spec: PodSpecObject,
  startedAt: string | undefined,
  changes: PodObject = {},
): PodObject => ({
  metadata: { name: 'api-1' },
  spec,
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'api',
        state: startedAt ? { running: { startedAt } } : { waiting: {} },
      },
    ],
  },
  ...changes,
});

describe('what pods take', () => {
  it('is told once for each name, with all its ways', () => {
    const spec: PodSpecObject = {
      initContainers: [
        { name: 'migrate', envFrom: [{ secretRef: { name: 'login' } }] },
      ],
      containers: [
        {
          ...asVariable.containers![0]!,
          envFrom: [{ prefix: 'APP_', configMapRef: { name: 'settings' } }],
          volumeMounts: [{ name: 'v', mountPath: '/etc/api' }],
        },
      ],
      volumes: [
        { name: 'v', configMap: { name: 'settings' } },
        { name: 'w', secret: { secretName: 'unused' } },
      ],
      imagePullSecrets: [{ name: 'registry' }],
    };
    expect(usesOf(spec)).toEqual([
      {
        ...ref,
        uses: [
          { as: 'variable', ...level },
          { as: 'all-variables', container: 'api', prefix: 'APP_' },
          { as: 'files', container: 'api', path: '/etc/api' },
        ],
      },
      {
        kind: 'Secret',
        name: 'login',
        uses: [{ as: 'all-variables', container: 'migrate' }],
      },
      { kind: 'Secret', name: 'registry', uses: [{ as: 'pull' }] },
      {
        kind: 'Secret',
        name: 'unused',
        uses: [{ as: 'unmounted', volume: 'w' }],
      },
    ]);
  });
});

describe('which value a pod has', () => {
  const keptBy = (fieldsV1: object): MetadataObject => ({
    ...metadata,
    managedFields: [
      { manager: 'helm', operation: 'Update', time: changed, fieldsV1 },
    ],
  });
  const lastApplied = {
    'f:annotations': {
      '.': {},
      'f:kubectl.kubernetes.io/last-applied-configuration': {},
    },
  };
  it('of a ConfigMap that was edited here is old, whatever was edited with it', () => {
    const fields = { 'f:data': { 'f:level': {}, 'f:other': {} } };
    const [entry] = keptBy(fields).managedFields!;
    const ours = { ...entry, manager: 'paddock-config', operation: 'Apply' };
    const of = { ...metadata, managedFields: [ours] };
    const pod = podOf(asVariable, '2026-11-25T13:59:50Z');
    expect(valueOf(pod, of)?.has).toBe('old');
  });

  it.each<[string, object, string]>([
    ['nothing else', { 'f:data': { 'f:level': {} } }, 'old'],
    [
      'what kubectl applied last',
      { 'f:data': { 'f:level': {} }, 'f:metadata': lastApplied },
      'old',
    ],
    [
      'labels',
      {
        'f:data': { 'f:level': {} },
        'f:metadata': { 'f:labels': { 'f:helm.sh/chart': {} } },
      },
      'unknown',
    ],
    [
      'another annotation',
      {
        'f:data': { 'f:level': {} },
        'f:metadata': { 'f:annotations': { 'f:checksum': {} } },
      },
      'unknown',
    ],
    ['another key', { 'f:data': { 'f:level': {}, 'f:other': {} } }, 'unknown'],
  ])('of a ConfigMap whose manager keeps %s is %s', (_, fields, has) => {
    const pod = podOf(asVariable, '2026-11-25T13:59:50Z');
    expect(valueOf(pod, keptBy(fields))?.has).toBe(has);
    const after = podOf(asVariable, '2026-11-25T14:00:10Z');
    expect(valueOf(after, keptBy(fields))?.has).toBe('current');
  });

  it.each<[string, PodObject, object | undefined]>([
    [
      'a variable read before the change',
      podOf(asVariable, '2026-11-25T13:59:50Z'),
      { has: 'old', startedAt: '2026-11-25T13:59:50Z' },
    ],
    [
      'a variable read after it',
      podOf(asVariable, '2026-11-25T14:00:10Z'),
      { has: 'current' },
    ],
    [
      'a variable read at the same time',
      podOf(asVariable, '2026-11-25T14:00:02Z'),
      {
        has: 'unknown',
        because: 'It started within 2 s of the last change.',
      },
    ],
    [
      'a container that does not run yet',
      podOf(asVariable, undefined),
      { has: 'starting' },
    ],
    [
      'what an init container has made of files before the change',
      podOf(
        {
          ...asFiles(),
          containers: [{ name: 'api' }],
          initContainers: asFiles().containers,
        },
        undefined,
        {
          status: {
            phase: 'Running',
            initContainerStatuses: [
              {
                name: 'api',
                state: { terminated: { startedAt: '2026-11-25T13:00:00Z' } },
              },
            ],
          } as PodObject['status'],
        },
      ),
      { has: 'old', startedAt: '2026-11-25T13:00:00Z' },
    ],
    ['files', podOf(asFiles(), '2026-11-25T13:00:00Z'), { has: 'files' }],
    [
      'one file by its subPath',
      podOf(asFiles('api.conf'), '2026-11-25T13:00:00Z'),
      { has: 'old', startedAt: '2026-11-25T13:00:00Z' },
    ],
    [
      'a pod that has ended',
      podOf(asVariable, '2026-11-25T13:00:00Z', {
        status: { phase: 'Succeeded' },
      }),
      undefined,
    ],
    [
      'a pod that is being deleted',
      podOf(asVariable, '2026-11-25T13:00:00Z', {
        metadata: { name: 'api-1', deletionTimestamp: changed },
      }),
      undefined,
    ],
    [
      'a pod that does not use it',
      podOf({ containers: [{ name: 'api' }] }, '2026-11-25T13:00:00Z'),
      undefined,
    ],
  ])('%s', (_, pod, value) => {
    expect(valueOf(pod)).toEqual(value);
  });

  it('is as old as the keys that it reads', () => {
    const startedAt = '2026-11-25T14:30:00Z';
    expect(valueOf(podOf(asVariable, startedAt), withOther)).toEqual({
      has: 'current',
    });
    const asAll = {
      containers: [{ name: 'api', envFrom: [{ configMapRef: ref }] }],
    };
    expect(valueOf(podOf(asAll, startedAt), withOther)).toEqual({
      has: 'old',
      startedAt,
    });
  });

  it('is not known where the cluster has not kept the time', () => {
    const pod = podOf(asVariable, '2026-11-25T13:00:00Z');
    expect(valueOf(pod, {})?.has).toBe('unknown');
  });
});

describe('who runs a pod', () => {
  it.each([
    ['ReplicaSet', 'api-7d9f', { kind: 'Deployment', name: 'api' }],
    [
      'ReplicaSet',
      'made-by-hand',
      { kind: 'ReplicaSet', name: 'made-by-hand' },
    ],
    ['ReplicaSet', 'canary-5c8b', { kind: 'Rollout', name: 'canary' }],
    ['StatefulSet', 'db', { kind: 'StatefulSet', name: 'db' }],
  ])('%s %s', (kind, name, owner) => {
    expect(
      ownerOf({
        metadata: {
          labels: {
            'pod-template-hash': '7d9f',
            'rollouts-pod-template-hash': '5c8b',
          },
          ownerReferences: [{ kind, name, controller: true }],
        },
      }),
    ).toEqual(owner);
  });
});

describe('who uses a ConfigMap', () => {
  const owned = (kind: string, name: string) =>
    podOf(asFiles(), changed, {
      metadata: {
        name: `${name}-x`,
        labels: { 'pod-template-hash': '7d9f' },
        ownerReferences: [
          { apiVersion: 'v1', uid: 'u', kind, name, controller: true },
        ],
      },
    });

  it('is every workload, what its pods of before name, and what else runs pods', () => {
    const users = usersByRef(
      [
        { kind: 'Deployment', name: 'api', spec: asVariable },
        { kind: 'Deployment', name: 'web', spec: { containers: [] } },
        { kind: 'CronJob', name: 'nightly', spec: { containers: [] } },
        {
          kind: 'Job',
          name: 'nightly-1',
          spec: asFiles(),
          of: { kind: 'CronJob', name: 'nightly' },
        },
      ],
      podsByRef([
        podOf(asFiles(), changed),
        owned('ReplicaSet', 'api-7d9f'),
        owned('ReplicaSet', 'web-7d9f'),
        owned('Job', 'nightly-1'),
        owned('StrimziPodSet', 'kafka'),
        owned('StrimziPodSet', 'kafka'),
      ]),
    );
    expect(
      users.get('ConfigMap/settings')?.map(({ kind, name }) => [kind, name]),
    ).toEqual([
      ['Deployment', 'api'],
      ['Pod', 'api-1'],
      ['Deployment', 'web'],
      ['CronJob', 'nightly'],
      ['StrimziPodSet', 'kafka'],
    ]);
  });
});

describe('what the cluster keeps of a change', () => {
  const managed = (
    manager: string,
    operation: string,
    time: string,
    fieldsV1: object,
  ) => ({ manager, operation, time, fieldsV1 });
  const kept = {
    creationTimestamp: '2026-11-20T00:00:00Z',
    managedFields: [
      managed('kubectl-create', 'Update', '2026-11-20T00:00:00Z', {
        'f:data': { '.': {}, 'f:level': {}, 'f:both': {} },
      }),
      managed('paddock-config', 'Apply', '2026-11-25T14:00:00Z', {
        'f:data': { 'f:both': {} },
        'f:binaryData': { 'f:logo': {} },
      }),
      managed('labeller', 'Update', '2026-11-25T15:00:00Z', {
        'f:metadata': { 'f:labels': {} },
      }),
    ],
  };

  it('is when its data was changed, whatever happened to its labels', () => {
    expect(factsOf(kept)).toEqual({
      createdAt: '2026-11-20T00:00:00Z',
      changedAt: '2026-11-25T14:00:00Z',
    });
  });

  it('is when a key was set by whoever keeps it', () => {
    expect(changedAt(kept, new Set(['level']))).toBe('2026-11-20T00:00:00Z');
    expect(changedAt(kept, new Set(['both']))).toBe('2026-11-25T14:00:00Z');
    expect(changedAt(kept, new Set(['of-nobody']))).toBe(
      '2026-11-25T14:00:00Z',
    );
  });

  it('is nothing where the managers were taken out', () => {
    expect(factsOf({ creationTimestamp: 'then' })).toEqual({
      createdAt: 'then',
    });
  });

  it('is who has set each key', () => {
    expect(Object.fromEntries(keepersOf(kept))).toEqual({
      level: { ours: false, keptBy: ['kubectl-create'] },
      both: { ours: true, keptBy: ['kubectl-create'] },
      logo: { ours: true, keptBy: [] },
    });
  });
});
