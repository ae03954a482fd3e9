import { createFakePortal } from '../testing/fakePortal';
import { createLiveApi } from './createLiveApi';
import type { TopicState } from './topicState';

const discoveryApi = { getBaseUrl: async () => 'http://portal/api/paddock' };
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

function setUp() {
  const portal = createFakePortal();
  let person = 'user:default/ben';
  const identityApi = {
    getBackstageIdentity: async () => ({
      type: 'user' as const,
      userEntityRef: person,
      ownershipEntityRefs: [],
    }),
  };
  const live = createLiveApi({
    discoveryApi,
    fetchApi: portal.fetchApi,
    identityApi: identityApi as never,
  });
  const watch = live.watch<number, undefined>('workloads', { text: '' });
  const stop = watch.subscribe(() => {});
  const snapshot = (value: number) =>
    portal.last().send({
      type: 'snapshot',
      id: portal.last().topics[0]?.id ?? '',
      cursor: `c${value}`,
      items: [['a', value]],
    });
  const signIn = (next: string) => {
    person = next;
  };
  return { portal, live, watch, stop, snapshot, signIn };
}

function show(state: 'visible' | 'hidden') {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

function valueOf(state: TopicState<number, undefined>) {
  return state.state === 'ready' ? state.items.get('a') : undefined;
}

describe('createLiveApi', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('follows a topic over an own connection where tabs cannot share', async () => {
    const { portal, watch, snapshot } = setUp();
    expect(watch.get().state).toBe('waiting');
    await pass(50);
    snapshot(1);
    await pass(1);
    expect(valueOf(watch.get())).toBe(1);
    expect(portal.last().topics[0]?.params).toEqual({ text: '' });
  });

  it('closes the stream while the tab is hidden and goes on when it is shown', async () => {
    const { portal, watch, snapshot } = setUp();
    await pass(50);
    snapshot(1);
    await pass(1);
    show('hidden');
    await pass(2_000);
    expect(portal.openStreams()).toHaveLength(1);
    await pass(4_000);
    expect(portal.openStreams()).toHaveLength(0);
    expect(watch.get()).toMatchObject({ freshness: { state: 'stale' } });
    expect(valueOf(watch.get())).toBe(1);
    show('visible');
    await pass(50);
    expect(portal.openStreams()).toHaveLength(1);
    expect(portal.last().topics[0]?.resume).toBe('c1');
    expect(watch.get()).toMatchObject({ freshness: { state: 'live' } });
  });

  it('keeps the data while the portal is away, and says since when', async () => {
    const { portal, watch, snapshot } = setUp();
    await pass(50);
    snapshot(1);
    portal.answer(() => Promise.reject(new TypeError('Failed to fetch')));
    await pass(1);
    portal.last().end();
    await pass(10_000);
    expect(valueOf(watch.get())).toBe(1);
    expect(watch.get()).toMatchObject({
      freshness: { state: 'stale', reason: 'The portal cannot be reached.' },
    });
  });

  it('drops everything when somebody else has signed in', async () => {
    const { portal, watch, snapshot, signIn } = setUp();
    await pass(50);
    snapshot(1);
    await pass(2_000);
    signIn('user:default/dora');
    portal.last().send({ type: 'bye', reason: 'token-expires' });
    await pass(10);
    expect(watch.get().state).toBe('waiting');
    await pass(50);
    expect(portal.last().topics[0]?.resume).toBeUndefined();
    snapshot(2);
    await pass(1);
    expect(valueOf(watch.get())).toBe(2);
    expect(portal.openStreams()).toHaveLength(1);
  });

  it('shares one topic between those who ask for the same', async () => {
    const { portal, live } = setUp();
    live.watch('workloads', { text: '' }).subscribe(() => {});
    live.watch('workloads', { text: 'pay' }).subscribe(() => {});
    await pass(50);
    expect(portal.last().topics.map(topic => topic.params)).toEqual([
      { text: '' },
      { text: 'pay' },
    ]);
  });

  it('stops following after the last one has left', async () => {
    const { portal, stop } = setUp();
    await pass(50);
    stop();
    await pass(1_000);
    expect(portal.openStreams()).toHaveLength(0);
  });
});
