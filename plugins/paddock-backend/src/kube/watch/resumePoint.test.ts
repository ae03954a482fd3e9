import {
  advance,
  firstResumePoint,
  isOlder,
  type Learned,
  type ResumePoint,
} from './resumePoint';

const watching: ResumePoint = { is: 'watch', version: '10', newest: '10' };
const doubtful: ResumePoint = { ...watching, is: 'doubtful' };
const wentBack = { to: '7', from: '10', at: 1_000 };
const restored: ResumePoint = { is: 'restored', newest: '10', wentBack };

describe('where a watch resumes', () => {
  it.each<[string, ResumePoint, Learned, ResumePoint]>([
    [
      'the end of the first picture',
      firstResumePoint,
      { what: 'picture', version: '10' },
      watching,
    ],
    [
      'a newer version',
      watching,
      { what: 'change', version: '11' },
      { is: 'watch', version: '11', newest: '11' },
    ],
    ['an older version', watching, { what: 'change', version: '9' }, watching],
    [
      'a forgotten version',
      doubtful,
      { what: 'forgotten' },
      { is: 'resync', newest: '10' },
    ],
    [
      'a forgotten version of what was restored',
      restored,
      { what: 'forgotten' },
      restored,
    ],
    ['a lost connection', watching, { what: 'connection-lost' }, doubtful],
    [
      'a lost connection before there is anything',
      firstResumePoint,
      { what: 'connection-lost' },
      firstResumePoint,
    ],
    ['a history that holds', doubtful, { what: 'history-holds' }, watching],
    [
      'an older history',
      doubtful,
      { what: 'history-older', version: '7', at: 1_000 },
      restored,
    ],
    [
      'an older history again',
      { is: 'watch', version: '7', newest: '7', wentBack },
      { what: 'history-older', version: '5', at: 2_000 },
      {
        is: 'restored',
        newest: '7',
        wentBack: { to: '5', from: '10', at: 2_000 },
      },
    ],
    [
      'the picture of a restored cluster',
      restored,
      { what: 'picture', version: '7' },
      { is: 'watch', version: '7', newest: '7', wentBack },
    ],
    [
      'time that passes',
      restored,
      { what: 'time', now: 1_500, lagMs: 1_000 },
      // Its newest version is the one that it went back from, until there is a picture.
      { is: 'restored', newest: '10' },
    ],
    [
      'too little time',
      { is: 'watch', version: '7', newest: '7', wentBack },
      { what: 'time', now: 1_500, lagMs: 1_000 },
      { is: 'watch', version: '7', newest: '7', wentBack },
    ],
    [
      'enough time',
      { is: 'watch', version: '8', newest: '8', wentBack },
      { what: 'time', now: 2_000, lagMs: 1_000 },
      { is: 'watch', version: '8', newest: '8' },
    ],
    [
      'a cluster that has caught up',
      { is: 'watch', version: '11', newest: '11', wentBack },
      { what: 'time', now: 1_001, lagMs: 1_000 },
      { is: 'watch', version: '11', newest: '11' },
    ],
  ])('follows from %s', (_, point, learned, next) => {
    expect(advance(point, learned)).toEqual(next);
  });

  it('tells a history that ends too early, unless it is known to be older', () => {
    expect(isOlder(watching, '9')).toBe(true);
    expect(isOlder(watching, '10')).toBe(false);
    expect(isOlder(restored, '7')).toBe(false);
  });
});
