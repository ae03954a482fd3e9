import type { TopicRequest } from '@paddock/backstage-plugin-paddock-common';
import { createFakeBrowser } from '../testing/fakeBrowser';
import { createFakePortal } from '../testing/fakePortal';
import { Connection } from './Connection';
import type { LiveEvent } from './link';
import { createOpenStream } from './openStream';
import { SharedLink } from './SharedLink';

const discoveryApi = { getBaseUrl: async () => 'http://portal/api/paddock' };
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

function setUp() {
  const portal = createFakePortal();
  const browser = createFakeBrowser();
  const open = createOpenStream({ discoveryApi, fetchApi: portal.fetchApi });

  const addTab = (tab: string, person = 'user:default/ben') => {
    const events: LiveEvent[] = [];
    const own = browser.tab(tab);
    const link = new SharedLink({
      name: person,
      tab,
      locks: own.locks,
      channel: own.channel(person),
      connect: onEvent => new Connection(open, onEvent),
      onEvent: event => events.push(event),
    });
    const topic = (cursor?: string): TopicRequest => ({
      id: `${tab}_1`,
      topic: 'workloads',
      params: {},
      ...(cursor && { resume: cursor }),
    });
    const cursors = () =>
      events.flatMap(event =>
        event.type === 'frame' && 'cursor' in event.frame
          ? event.frame.cursor
          : [],
      );
    return { tab, link, events, topic, cursors };
  };
  type Tab = ReturnType<typeof addTab>;
  const snapshot = (tab: Tab, cursor: string) =>
    portal
      .last()
      .send({ type: 'snapshot', id: tab.topic().id, cursor, items: [] });
  const ids = () => portal.last().topics.map(topic => topic.id);
  return { portal, browser, addTab, snapshot, ids };
}

describe('SharedLink', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'],
    });
  });
  afterEach(() => jest.useRealTimers());

  it('serves ten tabs over one connection, each with its own', async () => {
    const { portal, addTab, snapshot } = setUp();
    const tabs = Array.from({ length: 10 }, (_, n) => addTab(`tab${n}`));
    for (const tab of tabs) tab.link.want([tab.topic()]);
    await pass(100);
    expect(portal.openStreams()).toHaveLength(1);
    expect(portal.last().topics).toHaveLength(10);
    tabs.forEach(tab => snapshot(tab, `cursor of ${tab.tab}`));
    await pass(10);
    for (const tab of tabs) {
      expect(tab.cursors()).toEqual([`cursor of ${tab.tab}`]);
    }
  });

  it.each(['dies', 'hides'])(
    'hands over when the leading tab %s',
    async how => {
      const { portal, browser, addTab, snapshot, ids } = setUp();
      const [a, b, c] = [addTab('a'), addTab('b'), addTab('c')];
      for (const tab of [a, b, c]) {
        tab.link.want([tab.topic()]);
        await pass(50);
      }
      snapshot(b, 'b1');
      await pass(10);
      b.link.want([b.topic('b1')]);
      if (how === 'dies') browser.kill('a');
      else a.link.want([]);
      await pass(100);
      expect(ids().sort()).toEqual(['b_1', 'c_1']);
      expect(portal.last().topics).toContainEqual(b.topic('b1'));
      snapshot(c, 'c1');
      await pass(10);
      expect(c.cursors()).toEqual(['c1']);
      // A dead tab's connection dies with it, which this browser does not play.
      expect(portal.openStreams()).toHaveLength(how === 'dies' ? 2 : 1);
    },
  );

  it('forgets the topics of a tab that has died', async () => {
    const { browser, addTab, ids } = setUp();
    const [a, b] = [addTab('a'), addTab('b')];
    a.link.want([a.topic()]);
    await pass(50);
    b.link.want([b.topic()]);
    await pass(50);
    expect(ids()).toEqual(['a_1', 'b_1']);
    browser.kill('b');
    await pass(50);
    expect(ids()).toEqual(['a_1']);
  });

  it('takes a tab back that was hidden', async () => {
    const { addTab, ids } = setUp();
    const [a, b] = [addTab('a'), addTab('b')];
    a.link.want([a.topic()]);
    b.link.want([b.topic()]);
    await pass(50);
    a.link.want([]);
    await pass(50);
    expect(ids()).toEqual(['b_1']);
    a.link.want([a.topic('a9')]);
    await pass(50);
    expect(ids().sort()).toEqual(['a_1', 'b_1']);
  });

  it('replaces a leader that hangs', async () => {
    const { browser, addTab, snapshot, ids, portal } = setUp();
    const [a, b] = [addTab('a'), addTab('b')];
    a.link.want([a.topic()]);
    await pass(50);
    b.link.want([b.topic()]);
    await pass(50);
    const firstStream = portal.last();
    firstStream.send({ type: 'beat' });
    browser.hang('a');
    // The hung tab hears nothing of the portal either, so it is silent.
    jest.spyOn(a.link as never, 'post' as never).mockImplementation();
    await pass(61_000);
    expect(ids()).toContain('b_1');
    snapshot(b, 'b1');
    await pass(10);
    expect(b.cursors()).toEqual(['b1']);
  });

  it('tells every tab when the portal is away and back', async () => {
    const { portal, addTab } = setUp();
    const [a, b] = [addTab('a'), addTab('b')];
    a.link.want([a.topic()]);
    b.link.want([b.topic()]);
    await pass(50);
    portal.answer(() => Promise.reject(new TypeError('Failed to fetch')));
    portal.last().end();
    await pass(10);
    expect(b.events[b.events.length - 1]?.type).toBe('down');
    portal.answer(undefined);
    await pass(1_000);
    expect(b.events[b.events.length - 1]?.type).toBe('up');
  });

  it('says so where there are more topics than one stream carries', async () => {
    const { portal, addTab } = setUp();
    const tabs = Array.from({ length: 51 }, (_, n) => addTab(`tab${n}`));
    for (const tab of tabs) tab.link.want([tab.topic()]);
    await pass(100);
    expect(portal.last().topics).toHaveLength(50);
    const refused = tabs.filter(({ events }) =>
      events.some(
        event => event.type === 'down' && event.reason.includes('Close some'),
      ),
    );
    expect(refused).toHaveLength(1);
  });

  it('never shares between people', async () => {
    const { portal, addTab, snapshot } = setUp();
    const ben = addTab('a', 'user:default/ben');
    const dora = addTab('b', 'user:default/dora');
    ben.link.want([ben.topic()]);
    await pass(50);
    dora.link.want([dora.topic()]);
    await pass(50);
    expect(portal.openStreams()).toHaveLength(2);
    snapshot(dora, 'd1');
    await pass(10);
    expect(dora.cursors()).toEqual(['d1']);
    expect(ben.cursors()).toEqual([]);
  });
});
