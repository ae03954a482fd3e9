import { type Known, groupsOf } from '../known';
import {
  type NamespaceSpec,
  requestSpecSchema,
  type SecretSpec,
  type VolumeSpec,
} from '../spec';
import { problemsOf } from './problems';

const gibibyte = 2 ** 30;

const known: Known = {
  clusters: [
    { name: 'prod-1', hasVault: true },
    { name: 'bare', hasVault: false },
  ],
  storageClasses: [
    {
      name: 'fast',
      accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'],
      allowExpansion: true,
      provisionerRuns: true,
    },
    {
      name: 'fixed',
      accessModes: ['ReadWriteOnce'],
      allowExpansion: false,
      provisionerRuns: true,
    },
  ],
  snapshots: ['monday'],
  groups: {
    'group:default/team-payments': 'known',
    'group:default/auditors': 'known',
    'group:default/masters': 'system',
  },
  limits: {
    cpuMilli: 1_000_000,
    memoryBytes: 16 * 1024 * gibibyte,
    storageBytes: 100 * 1024 * gibibyte,
    pods: 5_000,
  },
  reservedNames: ['monitoring'],
};

const common = {
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: 'for checkout',
};

const namespace: NamespaceSpec = {
  kind: 'namespace',
  ...common,
  name: 'payments-dev',
  environment: 'development',
  quota: { cpu: '4', memory: '8Gi', storage: '20Gi', pods: 20 },
  podSecurity: 'restricted',
  members: [{ group: 'group:default/auditors', role: 'view' }],
};

const secret: SecretSpec = {
  kind: 'secret',
  ...common,
  namespace: 'payments',
  name: 'db',
  serviceAccount: 'app',
  keys: ['DB_PASSWORD'],
};

const volume: VolumeSpec = {
  kind: 'volume',
  ...common,
  namespace: 'payments',
  name: 'data',
  size: '20Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

const pathsOf = (spec: Parameters<typeof problemsOf>[0], with_ = known) =>
  problemsOf(spec, with_).map(({ path }) => path);

const quota = (field: Partial<NamespaceSpec['quota']>): NamespaceSpec => ({
  ...namespace,
  quota: { ...namespace.quota, ...field },
});

describe('problemsOf', () => {
  it.each([namespace, secret, volume])('finds nothing wrong with %j', spec => {
    expect(problemsOf(spec, known)).toEqual([]);
  });

  it.each([
    'kube-system',
    'kube-foo',
    'default',
    'openshift-x',
    'paddock-system',
    'monitoring',
    'Payments',
    'a'.repeat(64),
    '-a',
    'a.b',
    'p\u0430yments',
    'a\u0000',
    'a\n',
    '',
  ])('refuses the namespace %j', name => {
    expect(pathsOf({ ...namespace, name })).toEqual(['name']);
  });

  it.each([
    'a/../b',
    'a//x',
    '%2e%2e',
    'DB',
    'db ',
    'db/',
    'a+b',
    '*',
    '\u0434b',
    'a'.repeat(51),
  ])('refuses %j in every part of a path in Vault', name => {
    expect(pathsOf({ ...secret, name })).toEqual(['name']);
    if (name.length > 50) return;
    expect(pathsOf({ ...secret, namespace: name })).toEqual(['namespace']);
    expect(pathsOf({ ...secret, serviceAccount: name })).toEqual([
      'serviceAccount',
    ]);
    expect(pathsOf({ ...volume, name })).toEqual(['name']);
  });

  it.each([
    'privileged',
    '',
    'Restricted',
    'baseline,privileged',
    'restricted\n',
  ])('refuses the Pod Security level %j', podSecurity => {
    expect(pathsOf({ ...namespace, podSecurity })).toEqual(['podSecurity']);
  });

  it.each([
    'cluster-admin',
    'admin',
    'system:masters',
    'system:aggregate-to-edit',
    '*',
    'bind',
    'escalate',
    'impersonate',
    '',
    'Edit',
  ])('refuses the role %j', role => {
    const members = [{ group: 'group:default/auditors', role }];
    expect(pathsOf({ ...namespace, members })).toEqual(['members.0.role']);
  });

  it.each([
    'system:masters',
    'system:authenticated',
    'system:serviceaccount:kube-system:default',
    'User: *',
    'user:default/ben',
    'group:default/unknown',
    // Of those that a cluster's prefix would turn into one of its own.
    'group:default/masters',
    // The owning team has its role already.
    'group:default/team-payments',
    'constructor',
    '__proto__',
  ])('refuses the member %j', group => {
    const members = [{ group, role: 'view' }];
    expect(pathsOf({ ...namespace, members })).toEqual(['members.0.group']);
  });

  it('refuses a member that is named twice', () => {
    const member = { group: 'group:default/auditors', role: 'view' };
    const members = [member, { ...member, role: 'edit' }];
    expect(pathsOf({ ...namespace, members })).toEqual(['members.1.group']);
  });

  it.each([
    'user:default/ben',
    'group:default/unknown',
    'group:default/masters',
  ])('refuses the owner %j', team => {
    expect(pathsOf({ ...volume, team })).toEqual(['team']);
  });

  it.each([
    '-1',
    '1e1000',
    '0x10',
    'NaN',
    '1,5',
    '10MB',
    '9Ei',
    '0.0001',
    '1n',
    '1001',
    '',
  ])('refuses a CPU quota of %j', cpu => {
    expect(pathsOf(quota({ cpu }))).toEqual(['quota.cpu']);
  });

  it.each(['-1', '1e1000', '1m', '0.5', '4', '17Ti', '1Pi', '8GB', '9Ei'])(
    'refuses a memory quota of %j',
    memory => {
      expect(pathsOf(quota({ memory }))).toEqual(['quota.memory']);
    },
  );

  it.each(['-1', '1Pi', '101Ti', '20', 'all'])(
    'refuses a storage quota of %j',
    storage => {
      expect(pathsOf(quota({ storage }))).toEqual(['quota.storage']);
    },
  );

  it('takes a namespace without storage', () => {
    expect(pathsOf(quota({ storage: '0' }))).toEqual([]);
  });

  it.each([0, -1, 5_001, 1.5, NaN, Infinity])('refuses %d pods', pods => {
    expect(pathsOf(quota({ pods }))).toEqual(['quota.pods']);
  });

  it('says in words what is the matter', () => {
    expect(problemsOf(quota({ cpu: '2000' }), known)).toEqual([
      {
        path: 'quota.cpu',
        message: 'The CPU quota can be 1000 cores at most.',
      },
    ]);
    expect(problemsOf(quota({ memory: '1m' }), known)).toEqual([
      {
        path: 'quota.memory',
        message:
          'The memory quota must be a whole number of bytes; m is a thousandth here.',
      },
    ]);
  });

  it.each([
    ['cluster', 'elsewhere'],
    ['component', 'component:default/../x'],
    ['component', 'checkout'],
    ['component', 'user:default/ben'],
    ['purpose', 'a\u001b[31mred'],
    ['purpose', 'a\u202egnp.exe'],
    ['purpose', 'a\u0000'],
  ])('refuses %s %j', (field, value) => {
    expect(pathsOf({ ...namespace, [field]: value })).toEqual([field]);
  });

  it('takes a purpose of several lines', () => {
    expect(pathsOf({ ...namespace, purpose: 'one\n\ttwo' })).toEqual([]);
  });
});

describe('problemsOf a secret', () => {
  it.each(['', '..', '../x', 'a b', 'a"}}', 'A\n'])(
    'refuses the key %j',
    key => {
      expect(pathsOf({ ...secret, keys: ['A', key] })).toEqual(['keys.1']);
    },
  );

  it('refuses a key that is there twice', () => {
    expect(pathsOf({ ...secret, keys: ['A', 'B', 'A'] })).toEqual(['keys.2']);
  });

  it('refuses the service account that every pod runs as', () => {
    expect(pathsOf({ ...secret, serviceAccount: 'default' })).toEqual([
      'serviceAccount',
    ]);
  });

  it('says that Vault is not set up', () => {
    expect(problemsOf({ ...secret, cluster: 'bare' }, known)).toEqual([
      {
        path: 'cluster',
        message: expect.stringContaining('Vault is not set up'),
      },
    ]);
  });
});

describe('problemsOf a volume', () => {
  it.each([
    ['size', { size: '1Pi' }],
    ['size', { size: '-20Gi' }],
    ['size', { size: '20' }],
    ['size', { size: '0' }],
    ['storageClass', { storageClass: 'foreign' }],
    ['storageClass', { storageClass: '' }],
    ['accessMode', { accessMode: 'ReadWriteMany' }],
    ['accessMode', { accessMode: 'ReadWriteEverything' }],
    ['fromSnapshot', { fromSnapshot: 'of-another-team' }],
    ['fromSnapshot', { fromSnapshot: '../monday' }],
  ])('refuses its %s: %j', (path, fields) => {
    expect(pathsOf({ ...volume, ...fields })).toEqual([path]);
  });

  it('begins with a snapshot of its namespace', () => {
    expect(pathsOf({ ...volume, fromSnapshot: 'monday' })).toEqual([]);
  });
});

describe('problemsOf a change', () => {
  const over = (previous: Known['previous']) => ({ ...known, previous });

  it.each([
    ['cluster', { cluster: 'bare' }],
    ['name', { name: 'payments-prod' }],
  ])('of its %s', (path, fields) => {
    expect(pathsOf({ ...namespace, ...fields }, over(namespace))).toEqual([
      path,
    ]);
  });

  it('of what it is', () => {
    expect(pathsOf(volume, over(secret))).toContain('kind');
    expect(
      pathsOf({ ...secret, namespace: 'storefront' }, over(secret)),
    ).toEqual(['namespace']);
  });

  it('lets everything else of a namespace change', () => {
    const changed: NamespaceSpec = {
      ...namespace,
      environment: 'production',
      quota: { cpu: '1', memory: '1Gi', storage: '0', pods: 1 },
      podSecurity: 'baseline',
      members: [],
      days: 3,
    };
    expect(pathsOf(changed, over(namespace))).toEqual([]);
  });

  it.each([
    ['grow', { size: '21Gi' }, []],
    ['stay, in other words', { size: '20480Mi' }, []],
    ['be kept', { retain: true }, []],
    ['shrink', { size: '19Gi' }, ['size']],
    ['move to another class', { storageClass: 'fixed' }, ['storageClass']],
    ['have another mode', { accessMode: 'ReadWriteOncePod' }, ['accessMode']],
    ['begin otherwise', { fromSnapshot: 'monday' }, ['fromSnapshot']],
  ])('whether a volume can %s', (_, fields, paths) => {
    expect(pathsOf({ ...volume, ...fields }, over(volume))).toEqual(paths);
  });

  it('grows no volume of a class that does not let it', () => {
    const fixed = { ...volume, storageClass: 'fixed' };
    expect(pathsOf({ ...fixed, size: '40Gi' }, over(fixed))).toEqual(['size']);
    expect(pathsOf({ ...fixed, retain: true }, over(fixed))).toEqual([]);
  });

  it('asks nothing of a class that is gone meanwhile, unless the volume grows', () => {
    const gone = { ...over(volume), storageClasses: [] };
    expect(pathsOf({ ...volume, retain: true }, gone)).toEqual([]);
    expect(pathsOf({ ...volume, size: '21Gi' }, gone)).toEqual(['size']);
  });
});

describe('the shape at the door', () => {
  it.each([
    ['labels', { 'pod-security.kubernetes.io/enforce': 'privileged' }],
    ['annotations', {}],
    ['status', 'live'],
    ['approvedBy', 'user:default/ben'],
    ['owner', 'user:default/ben'],
    ['id', 'x'],
    ['createdAt', 'now'],
  ])('has no %s', (field, value) => {
    expect(
      requestSpecSchema.safeParse({ ...namespace, [field]: value }).success,
    ).toBe(false);
  });
});

it('groupsOf names each group once', () => {
  const [member] = namespace.members;
  expect(groupsOf({ ...namespace, members: [member!, member!] })).toEqual([
    'group:default/team-payments',
    'group:default/auditors',
  ]);
  expect(groupsOf(secret)).toEqual(['group:default/team-payments']);
});
