import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../testing/eventually';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { sendStatus } from '../../../testing/apiServer/sendStatus';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { followPods } from '../../../testing/apiServer/followPods';
import { podObject } from '../../../testing/apiServer/podObject';
import type { Timing } from './timing';

let server: FakeApiServer;
const stops: Array<() => void> = [];

beforeEach(async () => {
  server = await startFakeApiServer();
});

afterEach(async () => {
  stops.splice(0).forEach(stop => stop());
  server.fault = undefined;
  await server.stop();
});

function follow(timing: Partial<Timing> = {}, optional = false) {
  const pods = followPods(server.url, { timing, optional });
  stops.push(pods.stop);
  return pods;
}

const isLive = ({ cache }: ReturnType<typeof follow>) =>
  cache.reach().state === 'live';

const isBack = ({ cache }: ReturnType<typeof follow>) => {
  const reach = cache.reach();
  return reach.state === 'stale' && reach.reason.includes('went back');
};

const watchesAsked = () =>
  server.requests.filter(({ query }) => query.get('watch') === '1');
const listsAsked = () =>
  server.requests.filter(
    ({ path, query }) => path === '/api/v1/pods' && !query.get('watch'),
  );

describe('a reflector', () => {
  it('reads what is there and follows what changes', async () => {
    server.store.put('pods', podObject('a'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    expect(pods.names()).toEqual(['a']);
    expect(listsAsked()).toEqual([]);

    server.store.put('pods', podObject('b'));
    server.store.put('pods', podObject('a', { status: { phase: 'Failed' } }));
    await eventually('b is there', () => pods.names().length === 2);
    await eventually('a has failed', () =>
      [...pods.cache.all()].some(({ phase }) => phase === 'Failed'),
    );
    server.store.remove('pods', 'b', 'payments');
    await eventually('b is gone', () => pods.names().length === 1);
  });

  it.each(['refused', 'ignored'] as const)(
    'lists page by page where the streaming list is %s',
    async how => {
      server.streamingList = how;
      for (let i = 0; i < 1_203; i += 1) {
        server.store.put('pods', podObject(`p${i}`));
      }
      const pods = follow();
      await eventually('live', () => isLive(pods));
      expect(pods.cache.size).toBe(1_203);
      const pages = listsAsked();
      expect(pages.map(({ query }) => query.get('limit'))).toEqual([
        '500',
        '500',
        '500',
      ]);
      server.store.put('pods', podObject('late'));
      await eventually('late is there', () => pods.cache.size === 1_204);
    },
  );

  it('goes on after the last bookmark when a watch ends', async () => {
    server.store.put('pods', podObject('a'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    server.store.version = 5_000;
    server.bookmark();
    await sleep(30);
    server.endWatches();
    await eventually('watched again', () => watchesAsked().length === 2);
    expect(watchesAsked()[1]!.query.get('resourceVersion')).toBe('5000');
    expect(pods.cache.reach()).toEqual({ state: 'live' });
  });

  it('takes over only the difference after 410', async () => {
    server.store.put('pods', podObject('stays'));
    server.store.put('pods', podObject('goes'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    const changed: string[] = [];
    pods.cache.subscribe(({ now }) => now && changed.push(now.name));

    server.breakConnections();
    server.store.remove('pods', 'goes', 'payments');
    server.store.put('pods', podObject('comes'));
    server.store.compacted = server.store.version;
    await eventually('resynced', () => pods.names().join() === 'comes,stays');
    expect(changed).toEqual(['comes']);
    expect(pods.gone).toEqual(['goes']);
  });

  it('shows a dead API server as stale at once, keeps its rows, and misses nothing', async () => {
    server.store.put('pods', podObject('a'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    await server.stop();
    await eventually('stale', () => !isLive(pods), 500);
    expect(pods.cache.reach()).toMatchObject({
      state: 'stale',
      reason: expect.stringContaining('cannot be reached'),
    });
    server.store.put('pods', podObject('b'));
    await sleep(300);
    expect(pods.names()).toEqual(['a']);
    await server.start();
    await eventually('live again', () => isLive(pods), 2_000);
    expect(pods.names()).toEqual(['a', 'b']);
    expect(pods.gone).toEqual([]);
  });

  it('fetches a new credential when the old one is refused', async () => {
    server.fault = ({ headers }, response) => {
      if (headers.authorization !== 'Bearer t1') return false;
      sendStatus(response, {
        status: 401,
        reason: 'Unauthorized',
        message: 'expired',
      });
      return true;
    };
    const pods = follow();
    await eventually('live', () => isLive(pods));
    const refused = server.requests.filter(
      ({ headers }) => headers.authorization === 'Bearer t1',
    );
    expect(refused).toHaveLength(1);
  });

  it('says so when it may not read, and recovers when it may', async () => {
    let forbidden = true;
    server.fault = ({ path }, response) => {
      if (!forbidden || path !== '/api/v1/pods') return false;
      sendStatus(response, {
        status: 403,
        reason: 'Forbidden',
        message: 'pods is forbidden',
      });
      return true;
    };
    const pods = follow();
    await eventually('refused', () => pods.cache.reach().state === 'refused');
    expect(pods.cache.reach()).toMatchObject({ reason: 'pods is forbidden' });
    await sleep(500);
    expect(server.requests.length).toBeLessThan(10);
    forbidden = false;
    await eventually('live', () => isLive(pods));
  });

  it('waits as long as a busy server asks', async () => {
    let asked = 0;
    let second = 0;
    const start = Date.now();
    server.fault = ({ query }, response) => {
      if (!query.get('watch')) return false;
      asked += 1;
      if (asked > 1) {
        second = Date.now() - start;
        return false;
      }
      response.setHeader('retry-after', '1');
      sendStatus(response, {
        status: 429,
        reason: 'TooManyRequests',
        message: 'later',
      });
      return true;
    };
    const pods = follow();
    await eventually('live', () => isLive(pods));
    expect(second).toBeGreaterThanOrEqual(990);
  });

  it('notices a connection that has fallen silent', async () => {
    server.store.put('pods', podObject('a'));
    const pods = follow({ silence: 300 });
    await eventually('live', () => isLive(pods));
    server.muteWatches();
    server.store.put('pods', podObject('b'));
    await eventually('b is there', () => pods.names().length === 2);
    expect(pods.gone).toEqual([]);
  });

  it('slows down where every watch ends soon, without losing events', async () => {
    const pods = follow({ fullLife: 60_000, backoff: [50, 400] });
    await eventually('live', () => isLive(pods));
    const ending = setInterval(() => server.endWatches(), 20);
    await sleep(1_500);
    const asked = watchesAsked().length;
    server.store.put('pods', podObject('a'));
    clearInterval(ending);
    await eventually('a is there', () => pods.names().length === 1);
    expect(asked).toBeLessThan(15);
  });

  it('takes an older history over after a restore from a backup', async () => {
    server.store.put(
      'pods',
      podObject('kept', { metadata: { name: 'kept', uid: 'k' } }),
    );
    server.store.put('pods', podObject('lost'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    server.breakConnections();
    const metadata = { name: 'kept', uid: 'k', resourceVersion: '7' };
    server.store.restore(50, 'pods', [
      podObject('kept', { metadata, status: { phase: 'Pending' } }),
    ]);
    await eventually(
      'restored',
      () => pods.names().join() === 'kept' && isBack(pods),
    );
    expect([...pods.cache.all()][0]).toMatchObject({
      version: '7',
      phase: 'Pending',
    });
    expect(pods.logger.lines.join()).toContain('restored from a backup');
  });

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'HTML',
      r => r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    ],
    [
      'a redirect',
      r => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
    [
      'gzip',
      r =>
        r
          .writeHead(200, {
            'content-type': 'application/json',
            'content-encoding': 'gzip',
          })
          .end('x'),
    ],
    [
      'garbage',
      r =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end('{"type":\n'),
    ],
    [
      'a line of 9 MB',
      r =>
        r
          .writeHead(200, { 'content-type': 'application/json' })
          .end(Buffer.alloc(9e6, 'x')),
    ],
  ])('outlives a server that answers with %s', async (_, answer) => {
    server.store.put('pods', podObject('a'));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    server.fault = ({ query }, response) => {
      if (!query.get('watch')) return false;
      answer(response);
      return true;
    };
    server.breakConnections();
    await eventually('stale', () => pods.cache.reach().state === 'stale');
    expect(pods.names()).toEqual(['a']);
    server.fault = undefined;
    await eventually('live again', () => isLive(pods));
  });

  it('leaves out what is no pod, and goes on', async () => {
    server.store.put('pods', podObject('a'));
    server.store.put('pods', {
      kind: 'Node',
      metadata: { name: 'other-kind' },
    });
    server.store.put('pods', podObject('b', { spec: { containers: 'none' } }));
    const pods = follow();
    await eventually('live', () => isLive(pods));
    expect(pods.reflector.skipped()).toBe(1);
    expect(pods.names()).toEqual(['a', 'b']);
  });

  it('takes a kind for empty that the cluster does not have, until it has it, and after it has gone', async () => {
    const missing: typeof server.fault = ({ path }, response) => {
      if (!path.startsWith('/api/v1/pods')) return false;
      sendStatus(response, {
        status: 404,
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
      });
      return true;
    };
    server.fault = missing;
    server.store.put('pods', podObject('a'));
    const pods = follow({ absent: 200 }, true);
    await eventually('live', () => isLive(pods));
    expect(pods.names()).toEqual([]);
    // It asks now and then, and no faster the longer it lasts.
    const asked = watchesAsked().length;
    const began = performance.now();
    await eventually('asked again', () => watchesAsked().length >= asked + 3);
    expect(performance.now() - began).toBeGreaterThan(2 * 150);
    expect(pods.logger.lines).toEqual([]);

    server.fault = undefined;
    await eventually('a is there', () => pods.names().length === 1);
    server.fault = missing;
    server.endWatches();
    await eventually('a is gone', () => pods.names().length === 0);
    expect(pods.cache.reach()).toEqual({ state: 'live' });
  });

  it('is refused a kind that the cluster has, and not one that it has not', async () => {
    const forbidden = { status: 403, reason: 'Forbidden', message: 'no right' };
    server.fault = ({ path }, response) => {
      if (!path.startsWith('/api/v1/pods')) return false;
      sendStatus(response, forbidden);
      return true;
    };
    const there = follow({}, true);
    await eventually('refused', () => there.cache.reach().state === 'refused');
    there.reflector.stop();

    server.fault = ({ path }, response) => {
      const status = path === '/api/v1' ? 404 : 403;
      sendStatus(response, { ...forbidden, status });
      return true;
    };
    const missing = follow({}, true);
    await eventually('live', () => isLive(missing));
    expect(missing.names()).toEqual([]);
  });

  it('leaves no watch behind when it is stopped', async () => {
    const pods = follow();
    await eventually('live', () => isLive(pods));
    pods.reflector.stop();
    await eventually('no watch', () => server.watches() === 0);
    expect(pods.cache.reach()).toEqual({ state: 'live' });
  });
});
