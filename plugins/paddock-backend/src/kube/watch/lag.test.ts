import { eventually } from '../../../testing/eventually';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { followPods } from '../../../testing/apiServer/followPods';
import { podObject } from '../../../testing/apiServer/podObject';
import type { Timing } from './timing';

let server: FakeApiServer;
let stop = () => {};

beforeEach(async () => {
  server = await startFakeApiServer();
});

afterEach(async () => {
  stop();
  await server.stop();
});

function follow(timing: Partial<Timing>) {
  const pods = followPods(server.url, { timing, optional: false });
  stop = pods.stop;
  return pods;
}

type Pods = ReturnType<typeof follow>;

const isLive = ({ cache }: Pods) => cache.reach().state === 'live';
const isBack = ({ cache }: Pods) => {
  const reach = cache.reach();
  return reach.state === 'stale' && reach.reason.includes('went back');
};
const watchesAsked = () =>
  server.requests.filter(({ query }) => query.get('watch') === '1');

describe('a reflector that meets an API server which lags behind', () => {
  /** Sees `a` and `b`, and is then answered from before `b` was there. */
  async function goBack(timing: Partial<Timing> = {}) {
    server.store.put('pods', podObject('a'));
    const [before] = server.store.list('pods');
    server.store.put('pods', podObject('b'));
    const seen = server.store.version;
    const pods = follow(timing);
    await eventually('live', () => isLive(pods));
    server.breakConnections();
    server.store.restore(seen - 1, 'pods', [before!]);
    return pods;
  }

  it.each(['known', 'refused'] as const)(
    'says that the cluster went back until it has caught up (streaming list %s)',
    async streamingList => {
      server.streamingList = streamingList;
      const pods = await goBack();
      await eventually('back', () => isBack(pods));
      expect(pods.names()).toEqual(['a']);
      await eventually('watched', () => server.watches() === 1);
      const asked = watchesAsked().length;
      server.endWatches();
      await eventually(
        'watched again',
        () => watchesAsked().length > asked && server.watches() === 1,
      );
      server.bookmark();
      expect(isBack(pods)).toBe(true);
      server.store.put('pods', podObject('b'));
      await eventually('caught up', () => isLive(pods));
      expect(pods.names()).toEqual(['a', 'b']);
    },
  );

  it('takes it for restored where it stays so', async () => {
    const pods = await goBack({ lag: 200 });
    await eventually('back', () => isBack(pods));
    await eventually('restored', () => {
      server.bookmark();
      return isLive(pods);
    });
    expect(pods.names()).toEqual(['a']);
  });
});
