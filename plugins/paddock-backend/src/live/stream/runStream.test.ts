import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  type Frame,
  paddockWorkloadReadPermission,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import type { Person } from '../../person';
import type { Origin } from '../origin';
import { lifeOf, runStream, type StreamContext } from './runStream';
import { createReads } from '../reads';
import type { EventStream } from './sse';
import { defineTopic } from '../topic';
import { createViews } from '../view/views';

const ben: Person = {
  userRef: 'user:default/ben',
  groupRefs: ['group:default/team-payments'],
};

/** Grants everything to the team, and nothing to anybody else. */
const origin: Origin = {
  name: 'local',
  freshness: () => ({ state: 'live' }),
  onFreshness: () => () => {},
  accessOf: ({ groupRefs }) => ({
    identity: JSON.stringify(groupRefs),
    may: async () => groupRefs.length > 0,
  }),
  onAccessChanged: () => () => {},
};

const topic = defineTopic({
  name: 'letters',
  permission: paddockWorkloadReadPermission,
  params: z.strictObject({}),
  resolve: async () => ({
    key: 'letters',
    viewer: 'anybody',
    origins: () => [origin],
    areas: () => [{ cluster: 'local', namespace: 'payments', what: 'Pod' }],
    onAreas: () => () => {},
    named: () => [],
    rights: () => [{ verb: 'list', group: '', resource: 'pods' }],
    source: () => ({
      all: () => ({ items: [['a', 1]] }),
      some: () => ({ items: [] }),
      start: () => () => {},
    }),
  }),
});

describe('a stream, over time', () => {
  let frames: Frame[];
  let personOf: jest.Mock<Promise<Person>>;
  let stop = () => {};

  function start(expiresAt?: Date) {
    const stream = {
      ready: () => true,
      send: frame => frames.push(frame),
      sendText: json => frames.push(JSON.parse(json)),
      onReady: () => {},
      bye: reason => frames.push({ type: 'bye', reason }),
    } as EventStream;
    const views = createViews(() => {});
    const context: StreamContext = {
      topics: new Map([['letters', topic]]),
      views,
      reads: createReads(),
      permissions: mockServices.permissions(),
      logger: mockServices.logger.mock(),
      personOf,
    };
    const credentials = { ...mockCredentials.user(), expiresAt };
    const running = runStream(
      context,
      { topics: [{ id: 'a', topic: 'letters', params: {} }] },
      { caller: { credentials, person: ben }, stream },
    );
    stop = () => {
      running.stop();
      views.stop();
    };
  }
  const types = () => frames.map(({ type }) => type);
  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);

  beforeEach(() => {
    jest.useFakeTimers();
    frames = [];
    personOf = jest.fn(async () => ben);
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('beats every 15 s', async () => {
    start();
    await pass(1);
    expect(types()).toEqual(['snapshot', 'reach']);
    await pass(45);
    expect(types().slice(2)).toEqual(['beat', 'beat', 'beat']);
  });

  it('notices within a minute that somebody has left a group', async () => {
    start();
    await pass(1);
    personOf.mockResolvedValue({ ...ben, groupRefs: [] });
    await pass(29);
    expect(types()).toContain('denied');
  });

  it('ends at once for somebody whom the catalog does not know any more', async () => {
    start();
    personOf.mockRejectedValue(new NotAllowedError('unknown'));
    await pass(26);
    expect(frames.at(-1)).toEqual({ type: 'bye', reason: 'token-expires' });
  });

  it('forgives the catalog one failure, not two', async () => {
    start();
    personOf.mockRejectedValueOnce(new Error('away'));
    await pass(35);
    expect(types()).not.toContain('bye');
    personOf.mockRejectedValue(new Error('away'));
    await pass(35);
    expect(types()).toContain('bye');
  });

  it('ends before the token does', async () => {
    start(new Date(Date.now() + 120_000));
    await pass(89);
    expect(types()).not.toContain('bye');
    await pass(1);
    expect(frames.at(-1)).toEqual({ type: 'bye', reason: 'token-expires' });
  });
});

describe('lifeOf', () => {
  it.each([
    ['an hour', 3_600_000, 3_570_000],
    ['20 s', 20_000, 10_000],
    ['no time', -5_000, 0],
  ])('ends before a token that lives for %s', (_, left, life) => {
    expect(lifeOf(new Date(1_000_000 + left), 1_000_000)).toBe(life);
  });
});
