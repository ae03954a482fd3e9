const house = require('../../eslint-house');

module.exports = house(__dirname, {
  walls: [
    ...house.roomWalls(['workloads']),
    ...['live', 'parts'].map(target => ({
      target,
      from: 'workloads',
      message: 'live and parts know no room.',
    })),
  ],
  overrides: [
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
