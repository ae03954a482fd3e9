import { createFakePortal } from '../testing/fakePortal';
import { backOff } from './backOff';
import { Connection } from './Connection';
import type { LiveEvent } from './link';
import { createOpenStream } from './openStream';

const discoveryApi = { getBaseUrl: async () => 'http://portal/api/paddock' };
const one = { id: 'tab_1', topic: 'workloads', params: {} };
const two = { id: 'tab_2', topic: 'entity-workloads', params: {} };

function error(status: number, message: string) {
  const body = {
    error: { name: 'Error', message },
    response: { statusCode: status },
  };
  return () =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
}

function setUp() {
  const portal = createFakePortal();
  const events: LiveEvent[] = [];
  const open = createOpenStream({ discoveryApi, fetchApi: portal.fetchApi });
  const connection = new Connection(open, event => events.push(event));
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const types = () => events.map(event => event.type);
  return { portal, events, connection, pass, types };
}

describe('Connection', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
  });
  afterEach(() => jest.useRealTimers());

  it('opens one stream for topics that come in a burst', async () => {
    const { portal, connection, pass } = setUp();
    connection.want([one]);
    connection.want([one, two]);
    await pass(50);
    expect(portal.streams).toHaveLength(1);
    expect(portal.last().topics).toEqual([one, two]);
  });

  it('goes on from the last cursors when a topic is added', async () => {
    const { portal, connection, pass, types } = setUp();
    connection.want([one]);
    await pass(50);
    portal
      .last()
      .send({ type: 'snapshot', id: one.id, cursor: 'c7', items: [] });
    await pass(1);
    connection.want([one, two]);
    await pass(50);
    expect(portal.openStreams()).toHaveLength(1);
    expect(portal.last().topics).toEqual([{ ...one, resume: 'c7' }, two]);
    expect(types()).toEqual(['up', 'frame', 'up']);
  });

  it('does not reopen for the same topics', async () => {
    const { portal, connection, pass } = setUp();
    connection.want([one]);
    await pass(50);
    connection.want([{ ...one, resume: 'c1' }]);
    await pass(50);
    expect(portal.streams).toHaveLength(1);
  });

  it('closes the stream when nothing is wanted', async () => {
    const { portal, connection, pass } = setUp();
    connection.want([one]);
    await pass(50);
    connection.want([]);
    await pass(10_000);
    expect(portal.openStreams()).toHaveLength(0);
    expect(portal.streams).toHaveLength(1);
  });

  it('reconnects with a growing pause, and says since when it is away', async () => {
    const { portal, events, connection, pass } = setUp();
    connection.want([one]);
    await pass(50);
    portal.answer(() => Promise.reject(new TypeError('Failed to fetch')));
    portal.last().end();
    await pass(12_000);
    const downs = events.filter(event => event.type === 'down');
    // 250 + 500 + 1000 + 2000 + 4000 ms at most, and then every 2.5 to 5 s.
    expect(downs.length).toBeGreaterThanOrEqual(5);
    expect(downs.length).toBeLessThanOrEqual(10);
    portal.answer(undefined);
    await pass(5_000);
    expect(events[events.length - 1]?.type).toBe('up');
    expect(portal.openStreams()).toHaveLength(1);
  });

  it('returns at once, and unnoticed, when the token expires', async () => {
    const { portal, connection, pass, types } = setUp();
    connection.want([one]);
    await pass(50);
    portal
      .last()
      .send({ type: 'snapshot', id: one.id, cursor: 'c1', items: [] });
    await pass(30_000);
    portal.last().send({ type: 'bye', reason: 'token-expires' });
    await pass(1);
    expect(portal.streams).toHaveLength(2);
    expect(portal.last().topics).toEqual([{ ...one, resume: 'c1' }]);
    expect(types()).not.toContain('down');
  });

  it('does not spin when each stream ends at once', async () => {
    const { portal, connection, pass } = setUp();
    portal.answer(
      () => new Response('data: {"type":"bye","reason":"token-expires"}\n\n'),
    );
    const fetches = jest.spyOn(portal.fetchApi, 'fetch');
    connection.want([one]);
    await pass(10_000);
    expect(fetches.mock.calls.length).toBeLessThan(12);
  });

  it('takes 40 s of silence for a dead connection', async () => {
    const { portal, connection, pass, events } = setUp();
    connection.want([one]);
    await pass(50);
    await pass(30_000);
    portal.last().send({ type: 'beat' });
    await pass(35_000);
    expect(portal.streams).toHaveLength(1);
    await pass(6_000);
    expect(portal.streams).toHaveLength(2);
    expect(portal.openStreams()).toHaveLength(1);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'down',
        reason: 'The portal has been silent for 40 s.',
      }),
    );
  });

  it('asks for everything anew after a denial', async () => {
    const { portal, connection, pass } = setUp();
    connection.want([{ ...one, resume: 'c0' }]);
    await pass(50);
    portal.last().send({ type: 'denied', id: one.id, missing: [] });
    await pass(2_000);
    portal.last().end();
    await pass(1_000);
    expect(portal.last().topics).toEqual([one]);
  });

  it.each([
    [403, { type: 'denied', missing: [] }],
    [400, { type: 'refused' }],
  ])('says to each topic what %d means', async (status, frame) => {
    const { portal, connection, pass, events } = setUp();
    const reason = 'the reason of the portal';
    portal.answer(error(status, reason));
    connection.want([one]);
    await pass(50);
    expect(events[0]).toEqual({
      type: 'frame',
      frame: { ...frame, id: one.id, reason },
    });
  });

  it('takes an answer that is not a stream of frames for a failure', async () => {
    const { portal, connection, pass, types } = setUp();
    portal.answer(() => new Response('data: <html>\n\n'));
    connection.want([one]);
    await pass(50);
    expect(types()).toEqual(['up', 'down']);
  });
});

it('backs off from 250 ms to 5 s', () => {
  const longest = [0, 1, 2, 3, 4, 5, 50].map(n => backOff(n, () => 1));
  expect(longest).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
  expect(backOff(0, () => 0)).toBe(125);
});
