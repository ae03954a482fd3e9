import { ConfigReader } from '@backstage/config';
import { readTimes } from './times';

const timesOf = (terminals: object) =>
  readTimes(new ConfigReader({ paddock: { terminals } }));

describe('how long a terminal lasts', () => {
  it.each([
    [{}, { idleMs: 900_000, warnMs: 120_000, longestMs: 7_200_000 }],
    [
      { idleMinutes: 2, longestMinutes: 30 },
      { idleMs: 120_000, warnMs: 60_000, longestMs: 1_800_000 },
    ],
  ])('is as %j says', (given, expected) => {
    expect(timesOf(given)).toMatchObject(expected);
  });

  it.each([{ idleMinutes: 0 }, { longestMinutes: 100_000 }])(
    'cannot be %j',
    given => {
      expect(() => timesOf(given)).toThrow('must be from 1 to 1440 minutes');
    },
  );
});
