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
    {
      files: ['src/**/*.ts', 'src/**/*.tsx'],
      excludedFiles: ['src/portal/place.ts', 'src/**/*.test.tsx'],
      rules: {
        'no-restricted-syntax': [
          'error',
          {
            selector: "ImportDeclaration[source.value='react-router-dom']",
            message: 'Only portal/place.ts imports a router.',
          },
          {
            selector:
              "ImportDeclaration[source.value='@paddock/backstage-plugin-paddock-common'] ImportSpecifier[imported.name=/Schema$/]",
            message: 'Schemas of answers stay out of the bundle of the pages.',
          },
        ],
      },
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
