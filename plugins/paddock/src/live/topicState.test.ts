import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import {
  applyFrame,
  markBack,
  markLost,
  waiting,
  type TopicFrame,
  type TopicState,
} from './topicState';

type State = TopicState<number, string>;
const at = '2026-11-23T13:02:00.000Z';
const later = '2026-11-23T13:05:00.000Z';
const live: Reach = { state: 'live' };

function ready(items: Array<[string, number]>, meta?: string): State {
  return {
    state: 'ready',
    items: new Map(items),
    meta,
    freshness: { state: 'live', at },
    clusters: {},
  };
}

describe('applyFrame', () => {
  const cases: Array<[string, State, TopicFrame<number, string>, State]> = [
    [
      'a snapshot fills a waiting topic',
      waiting,
      { type: 'snapshot', id: 't', cursor: '1', items: [['a', 1]], meta: 'm' },
      ready([['a', 1]], 'm'),
    ],
    [
      'a snapshot replaces everything',
      ready([['old', 1]], 'old'),
      { type: 'snapshot', id: 't', cursor: '1', items: [] },
      ready([]),
    ],
    [
      'a snapshot ends a denial',
      { state: 'denied', missing: [] },
      { type: 'snapshot', id: 't', cursor: '1', items: [['a', 1]] },
      ready([['a', 1]]),
    ],
    [
      'reach before the snapshot is kept',
      { state: 'waiting', clusters: { c: live } },
      { type: 'snapshot', id: 't', cursor: '1', items: [] },
      { ...ready([]), clusters: { c: live } } as State,
    ],
    [
      'a delta changes, adds and removes, and keeps meta',
      ready(
        [
          ['a', 1],
          ['b', 2],
        ],
        'm',
      ),
      {
        type: 'delta',
        id: 't',
        cursor: '2',
        changed: [
          ['a', 9],
          ['c', 3],
        ],
        gone: ['b'],
      },
      ready(
        [
          ['a', 9],
          ['c', 3],
        ],
        'm',
      ),
    ],
    [
      'a delta with nothing below it is passed over',
      waiting,
      { type: 'delta', id: 't', cursor: '2', changed: [['a', 1]], gone: [] },
      waiting,
    ],
    [
      'a denial removes what was shown',
      ready([['a', 1]]),
      { type: 'denied', id: 't', missing: [] },
      { state: 'denied', missing: [] },
    ],
    [
      'a delta after a denial brings nothing back',
      { state: 'denied', missing: [] },
      { type: 'delta', id: 't', cursor: '2', changed: [['a', 1]], gone: [] },
      { state: 'denied', missing: [] },
    ],
    [
      'a refusal says why',
      waiting,
      { type: 'refused', id: 't', reason: 'No such entity.' },
      { state: 'refused', reason: 'No such entity.' },
    ],
    [
      'what nobody can say is no denial, and removes what was shown',
      ready([['a', 1]]),
      {
        type: 'unknown',
        id: 't',
        clusters: {
          a: { state: 'stale', since: '2026-11-20T13:00:00Z', reason: 'x' },
          b: { state: 'live' },
        },
      },
      {
        state: 'lost',
        since: '2026-11-20T13:00:00Z',
        reason:
          'Nobody can say whether you may see it, since clusters a, b cannot be asked.',
      },
    ],
    [
      'reach replaces the clusters and keeps the items',
      ready([['a', 1]]),
      { type: 'reach', id: 't', clusters: { c: live } },
      { ...ready([['a', 1]]), clusters: { c: live } } as State,
    ],
  ];
  it.each(cases)('%s', (_, before, frame, after) => {
    expect(applyFrame(before, frame, at)).toEqual(after);
  });

  it('leaves the state before as it was', () => {
    const before = ready([['a', 1]]);
    const frame = {
      type: 'delta' as const,
      id: 't',
      cursor: '2',
      changed: [],
      gone: ['a'],
    };
    applyFrame(before, frame, at);
    expect(before).toEqual(ready([['a', 1]]));
  });
});

describe('markLost and markBack', () => {
  it('keeps data and the first moment, with the latest reason', () => {
    const once = markLost(ready([['a', 1]]), at, 'First.');
    const twice = markLost(once, later, 'Second.');
    expect(twice).toEqual({
      ...ready([['a', 1]]),
      freshness: { state: 'stale', since: at, reason: 'Second.' },
    });
    expect(markBack(twice, later)).toEqual({
      ...ready([['a', 1]]),
      freshness: { state: 'live', at: later },
    });
  });

  it('says that a topic without data is lost, and waits again', () => {
    const lost = markLost(waiting, at, 'Away.');
    expect(lost).toEqual({ state: 'lost', since: at, reason: 'Away.' });
    expect(markBack(lost, later)).toEqual(waiting);
  });

  it('does not touch a denial', () => {
    const denied: State = { state: 'denied', missing: [] };
    expect(markLost(denied, at, 'Away.')).toBe(denied);
    expect(markBack(denied, at)).toBe(denied);
  });
});
