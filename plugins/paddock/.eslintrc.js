const house = require('../../eslint-house');

const rooms = [
  'config',
  'fields',
  'home',
  'metrics',
  'network',
  'pods',
  'preparing',
  'quotas',
  'registration',
  'requests',
  'storage',
  'terminals',
  'workloads',
];

const router = {
  selector: "ImportDeclaration[source.value='react-router-dom']",
  message: 'Only portal/place.ts imports a router.',
};
const fetching = {
  selector:
    "CallExpression:matches([callee.name='fetch'], [callee.property.name='fetch'])",
  message: 'Only portal/createPortal.ts fetches: take usePortal or useGet.',
};
const queries = {
  selector: "ImportDeclaration[source.value='@tanstack/react-query']",
  message: 'Only portal/useLoaded.ts reads: take useGet or useLoaded.',
};
// What went wrong is in the status and the fields of a PortalError.
const said = '/^(reason|message)$/';
const prose = {
  selector: [
    `CallExpression[callee.property.name=/^(includes|match|startsWith|endsWith)$/]:matches([callee.object.name=${said}], [callee.object.property.name=${said}])`,
    `CallExpression[callee.property.name=/^(exec|test)$/]:matches([arguments.0.name=${said}], [arguments.0.property.name=${said}])`,
  ].join(', '),
  message: 'Nothing parses English sentences.',
};
// Forms check what they send by the very schema that the routes parse by.
const schemas = {
  selector:
    "ImportDeclaration[source.value='@paddock/backstage-plugin-paddock-common'] ImportSpecifier[imported.name=/(?<!Request|RequestSpec|requestSpec)Schema$/]",
  message: 'Schemas of answers stay out of the bundle of the pages.',
};
const only = (...walls) => ({ 'no-restricted-syntax': ['error', ...walls] });

module.exports = house(__dirname, {
  walls: [
    ...house.roomWalls(rooms),
    ...['live', 'parts', 'portal'].flatMap(target =>
      rooms.map(from => ({
        target,
        from,
        message: 'live, parts and portal know no room.',
      })),
    ),
  ],
  overrides: [
    {
      // Only tests import these.
      files: ['src/testing/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
    // Where several match, the last one counts.
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      rules: only(router, fetching, queries, prose, schemas),
    },
    {
      files: ['src/portal/place.ts'],
      rules: only(fetching, queries, prose, schemas),
    },
    {
      files: ['src/portal/createPortal.ts'],
      rules: only(router, queries, schemas),
    },
    {
      files: ['src/portal/use{Loaded,Portal}.ts'],
      rules: only(router, fetching, prose, schemas),
    },
    {
      files: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'src/testing/**'],
      rules: { 'no-restricted-syntax': 'off' },
    },
    {
      files: ['src/live/**', 'src/**/use*.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          { name: '@material-ui/core', message: 'Only parts and views draw.' },
        ],
      },
    },
  ],
});
