const house = require('../../eslint-house');

const rooms = ['clusters', 'workloads'];

module.exports = house(__dirname, {
  walls: [
    ...house.roomWalls(rooms),
    ...['kube', 'live'].flatMap(target =>
      rooms.map(from => ({
        target,
        from,
        message: 'kube and live know no room.',
      })),
    ),
    { target: 'kube', from: 'live', message: 'kube is below live.' },
  ],
  overrides: [
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
