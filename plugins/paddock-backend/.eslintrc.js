const house = require('../../eslint-house');

const rooms = [
  'agents',
  'alerts',
  'clusters',
  'config',
  'home',
  'metrics',
  'network',
  'nodes',
  'pods',
  'preparing',
  'quotas',
  'registrations',
  'requests',
  'storage',
  'terminals',
  'workloads',
];

/** A request of a `connection`, other than a literal GET. */
const rawWrite =
  'CallExpression[callee.property.name=/^(request|read)$/]:not([arguments.0.value="GET"])';
/** What every room stands on. */
const below = [
  'kube',
  'live',
  'access',
  'http',
  'vault',
  'audit',
  'database',
  'reconcile',
];

module.exports = house(__dirname, {
  syntax: [
    'callee.object.name="connection"',
    'callee.object.property.name="connection"',
  ].map(asked => ({
    selector: `${rawWrite}[${asked}]`,
    message: 'Only kube/write writes to a cluster: use `cluster.write`.',
  })),
  walls: [
    ...house.roomWalls(rooms),
    ...below.flatMap(target =>
      rooms.map(from => ({
        target,
        from,
        message: `${target} knows no room: it is below all of them.`,
      })),
    ),
    ...['vault', 'live', 'access', 'http'].map(from => ({
      target: 'reconcile',
      from,
      message: 'reconcile knows no domain: a domain brings these along.',
    })),
    ...house.entryWalls('requests', {
      http: 'routes',
      reconcile: 'reconcile',
      store: 'store',
    }),
    ...['kube', 'live', 'access'].map(from => ({
      target: 'audit',
      from,
      message: 'Everything that acts is above audit.',
    })),
    { target: 'kube', from: 'live', message: 'kube is below live.' },
    // Its tests may: they run the whole plugin.
    ...['kube', 'access'].map(from => ({
      target: 'live/**/!(*.test).ts',
      from,
      message: 'live knows no cluster: it asks an Origin.',
    })),
    { target: 'kube', from: 'access', message: 'kube is below access.' },
    ...['kube', 'live', 'access', 'audit', 'database', 'vault'].map(from => ({
      target: 'http',
      from,
      message: 'http is below everything: it knows HTTP only.',
    })),
  ],
  overrides: [
    {
      // Access reviews are posted, too.
      files: ['src/kube/write/**', 'src/kube/rights/**'],
      rules: { 'no-restricted-syntax': 'off' },
    },
    {
      files: ['src/**'],
      excludedFiles: ['src/kube/**'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            name: '@kubernetes/client-node',
            message: 'Only kube/ talks to clusters.',
          },
        ],
      },
    },
  ],
});
