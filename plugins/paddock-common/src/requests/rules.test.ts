import { amountsOf, amountText, lookAtBudget } from './amounts';
import type { Amounts } from './check';
import type {
  NamespaceSpec,
  SecretSpec,
  StorageClassFacts,
  VolumeSpec,
} from './spec';
import { type Facts, judge } from './rules';

const gibibyte = 2 ** 30;
const amounts = (
  cores: number,
  memory: number,
  storage: number,
  pods: number,
): Amounts => ({
  cpuMilli: cores * 1_000,
  memoryBytes: memory * gibibyte,
  storageBytes: storage * gibibyte,
  pods,
});
const nothing = amounts(0, 0, 0, 0);

const storageClass = (
  name: string,
  fields: Partial<StorageClassFacts> = {},
): StorageClassFacts => ({
  name,
  accessModes: ['ReadWriteOnce'],
  allowExpansion: true,
  provisionerRuns: true,
  ...fields,
});

const facts: Facts = {
  rules: {
    automatic: {
      environments: ['development'],
      namespace: amounts(4, 8, 50, 40),
      volumeBytes: 20 * gibibyte,
      days: 90,
    },
    classesByAdministrators: ['precious'],
    leads: 'group:{namespace}/{team}-leads',
    administrators: ['group:default/platform-admins'],
  },
  budget: amounts(16, 64, 500, 200),
  granted: amounts(12, 16, 100, 60),
  held: nothing,
  storageClasses: [storageClass('fast'), storageClass('precious')],
  environment: 'development',
  storageLeft: 100 * gibibyte,
};

const common = {
  cluster: 'prod-1',
  team: 'group:default/team-payments',
  purpose: '',
  days: 30,
};

const namespace: NamespaceSpec = {
  kind: 'namespace',
  ...common,
  name: 'payments-dev',
  environment: 'development',
  quota: { cpu: '4', memory: '8Gi', storage: '50Gi', pods: 40 },
  podSecurity: 'restricted',
  members: [],
};

const secret: SecretSpec = {
  kind: 'secret',
  ...common,
  namespace: 'payments-dev',
  name: 'db',
  serviceAccount: 'app',
  keys: [],
};

const volume: VolumeSpec = {
  kind: 'volume',
  ...common,
  namespace: 'payments-dev',
  name: 'data',
  size: '20Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
  retain: false,
};

const quota = (fields: Partial<NamespaceSpec['quota']>): NamespaceSpec => ({
  ...namespace,
  quota: { ...namespace.quota, ...fields },
});

const leads = [
  'group:default/team-payments-leads',
  'group:default/platform-admins',
];
const administrators = ['group:default/platform-admins'];

describe('judge says yes by itself', () => {
  it.each([namespace, secret, volume])('to %j', spec => {
    expect(judge(spec, facts).say).toBe('automatic');
  });

  it('to less than there is, even when the budget was cut', () => {
    const cut = {
      ...facts,
      budget: amounts(1, 1, 1, 1),
      held: amountsOf(namespace),
      previous: namespace,
    };
    expect(judge(quota({ cpu: '2' }), cut).say).toBe('automatic');
  });
});

describe('judge has somebody asked', () => {
  it.each([
    [
      'production',
      { ...namespace, environment: 'production' as const },
      {},
      ['It is for production.'],
    ],
    [
      'testing',
      { ...namespace, environment: 'testing' as const },
      {},
      ['It is for testing.'],
    ],
    [
      'what is for production until now',
      namespace,
      { previous: { ...namespace, environment: 'production' as const } },
      ['It is for production.'],
    ],
    [
      'a secret in production',
      secret,
      { environment: 'production' as const },
      ['It is for production.'],
    ],
    [
      'a namespace that the portal does not know',
      secret,
      { environment: undefined },
      [
        'The portal does not know what this namespace is for, so somebody has to look.',
      ],
    ],
    [
      'a bit more',
      quota({ memory: '8193Mi' }),
      {},
      [
        'It asks for 8193Mi of memory; more than 8Gi of memory needs an approval.',
      ],
    ],
    [
      'for good',
      { ...secret, days: undefined },
      {},
      ['It is to stay for good; more than 90 days need an approval.'],
    ],
    [
      'for long',
      { ...secret, days: 91 },
      {},
      ['It is to stay 91 days; more than 90 days need an approval.'],
    ],
    [
      'a large volume',
      { ...volume, size: '21Gi' },
      {},
      ['It asks for 21Gi; a volume of more than 20Gi needs an approval.'],
    ],
    [
      'storage that nothing bounds',
      volume,
      { storageLeft: undefined },
      [
        'No quota bounds the storage of this namespace, so somebody has to look.',
      ],
    ],
  ])('%s: the leads', (_, spec, more, because) => {
    expect(judge(spec, { ...facts, ...more })).toEqual({
      say: 'approval',
      because,
      approvers: leads,
    });
  });

  it.each([
    ['pods as root', { ...namespace, podSecurity: 'baseline' }],
    ['a precious class', { ...volume, storageClass: 'precious' }],
    [
      'both at once',
      {
        ...namespace,
        environment: 'production' as const,
        podSecurity: 'baseline',
      },
    ],
  ])('%s: administrators only', (_, spec) => {
    const verdict = judge(spec, facts);
    expect(verdict.say === 'approval' && verdict.approvers).toEqual(
      administrators,
    );
  });

  it('asks the leads in the catalog namespace of the team, or as configured', () => {
    const spec = { ...secret, team: 'group:acme/pay', days: 91 };
    const approvers = (rules: Facts['rules']) => {
      const verdict = judge(spec, { ...facts, rules });
      return verdict.say === 'approval' && verdict.approvers[0];
    };
    expect(approvers(facts.rules)).toBe('group:acme/pay-leads');
    expect(
      approvers({ ...facts.rules, leads: 'group:default/approvers' }),
    ).toBe('group:default/approvers');
  });
});

describe('judge says no', () => {
  it('over the budget, with the numbers and what would do', () => {
    const spec = { ...quota({ cpu: '8' }), podSecurity: 'baseline' };
    expect(judge(spec, facts)).toEqual({
      say: 'no',
      because: [
        'This would take 8 cores more, and team-payments has 4 cores left of 16 cores.',
      ],
      instead: 'It is possible with 4 cores.',
    });
  });

  it.each([
    ['cpu', quota({ cpu: '4001m' }), amounts(12, 0, 0, 0)],
    ['memory', quota({ memory: '8Gi' }), amounts(0, 57, 0, 0)],
    ['storage', quota({ storage: '1Ti' }), nothing],
    ['pods', quota({ pods: 40 }), amounts(0, 0, 0, 161)],
  ])('over the budget in %s alone', (_, spec, granted) => {
    expect(judge(spec, { ...facts, granted }).say).toBe('no');
  });

  it('says yes to exactly what is left', () => {
    expect(judge(namespace, facts).say).toBe('automatic');
  });

  it('has nothing to offer where nothing is left', () => {
    const verdict = judge(namespace, { ...facts, granted: facts.budget });
    expect(verdict.say === 'no' && verdict.instead).toBe(
      'Remove what the team no longer needs, or have an administrator raise its budget.',
    );
  });

  it('counts a change by what it adds', () => {
    const change = {
      ...facts,
      held: amountsOf(namespace),
      previous: namespace,
    };
    expect(judge(quota({ cpu: '8' }), change).say).toBe('approval');
    expect(judge(quota({ cpu: '9' }), change)).toMatchObject({
      because: [
        'This would take 5 cores more, and team-payments has 4 cores left of 16 cores.',
      ],
      instead: 'It is possible with 8 cores.',
    });
  });

  it('to a class that nothing serves', () => {
    const spec = { ...volume, storageClass: 'idle' };
    const classes = [
      storageClass('idle', { provisionerRuns: false }),
      storageClass('many', { accessModes: ['ReadWriteMany'] }),
      storageClass('fast'),
    ];
    expect(judge(spec, { ...facts, storageClasses: classes })).toEqual({
      say: 'no',
      because: [
        'Nothing serves the class idle now: a volume of it would wait for its provisioner for good.',
      ],
      instead: 'The class fast could be had now.',
    });
    expect(judge(spec, { ...facts, storageClasses: [] }).say).toBe('no');
  });

  it('to more storage than the namespace has left', () => {
    const spec = { ...volume, size: '200Gi' };
    expect(judge(spec, facts)).toEqual({
      say: 'no',
      because: [
        'This would take 200Gi more, and the storage quota of the namespace has 100Gi left.',
      ],
      instead:
        'It is possible with 100Gi, or once the quota of the namespace is raised.',
    });
    expect(judge(volume, { ...facts, storageLeft: 0 })).toMatchObject({
      say: 'no',
      instead:
        'It is possible once the storage quota of the namespace is raised.',
    });
  });

  it('counts a growing volume by what it grows', () => {
    const change = { ...facts, storageLeft: 5 * gibibyte, previous: volume };
    const verdict = judge({ ...volume, size: '25Gi' }, change);
    expect(verdict.say).toBe('approval');
    expect(judge({ ...volume, size: '26Gi' }, change)).toMatchObject({
      say: 'no',
      instead:
        'It is possible with 25Gi, or once the quota of the namespace is raised.',
    });
    expect(
      judge({ ...volume, retain: true }, { ...change, storageClasses: [] }).say,
    ).toBe('automatic');
  });
});

describe('amounts', () => {
  it('are those of the quota; volumes and secrets take nothing', () => {
    expect(amountsOf(quota({ cpu: '1.5' }))).toEqual({
      cpuMilli: 1_500,
      memoryBytes: 8 * gibibyte,
      storageBytes: 50 * gibibyte,
      pods: 40,
    });
    expect(amountsOf(volume)).toEqual(nothing);
    expect(amountsOf(secret)).toEqual(nothing);
  });

  it.each(['-1', 'NaN', '1e1000', '9Ei', ''])(
    'of %j fit into no budget',
    cpu => {
      expect(amountsOf(quota({ cpu })).cpuMilli).toBe(Number.MAX_SAFE_INTEGER);
      expect(judge(quota({ cpu }), facts).say).toBe('no');
    },
  );

  it('of a change are the larger ones, until it is made', () => {
    const held = amounts(8, 4, 50, 40);
    expect(lookAtBudget(namespace, { ...facts, held }).after).toEqual(
      amounts(12, 20, 100, 60),
    );
  });

  it.each([
    ['cpuMilli', 1_000, '1 core'],
    ['cpuMilli', 4_000, '4 cores'],
    ['cpuMilli', 250, '250m of CPU'],
    ['memoryBytes', 8 * gibibyte, '8Gi of memory'],
    ['storageBytes', 0, '0 of storage'],
    ['pods', 1, '1 pod'],
    ['pods', 20, '20 pods'],
  ] as const)('%s %d in words', (measure, amount, text) => {
    expect(amountText(measure, amount)).toBe(text);
  });
});
