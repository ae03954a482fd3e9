import { eventually } from '../../../testing/eventually';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { startFakeApiServer } from '../../../testing/apiServer/fakeApiServer';
import { followMarked, markedKindCount } from './marked';
import { reflectorParts } from '../../../testing/apiServer/followPods';

const label = 'paddock.internal/request';
const quota = (pods: string, status = {}) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'budget', namespace: 'pay', labels: { [label]: 'r1' } },
  spec: { hard: { pods } },
  status,
});

let server: FakeApiServer;
beforeEach(async () => {
  server = await startFakeApiServer();
});
afterEach(() => server.stop());

it('tells of what is changed or gone, and of no status', async () => {
  server.store.put('resourcequotas', quota('10'));
  const told: string[] = [];
  const { parts, close } = reflectorParts(server.url);
  const stop = followMarked(parts, label, mark => void told.push(mark));
  await eventually(
    'all are watched',
    () => server.watches() === markedKindCount,
  );
  const asked = server.requests.filter(({ query }) => query.get('watch'));
  expect(asked.every(({ query }) => query.get('labelSelector') === label)).toBe(
    true,
  );
  server.store.put('resourcequotas', quota('10', { used: { pods: '3' } }));
  server.store.put('resourcequotas', quota('99'));
  await eventually('the change is told', () => told.length === 1);
  server.store.remove('resourcequotas', 'budget', 'pay');
  await eventually('that it is gone is told', () => told.length === 2);
  expect(told).toEqual(['r1', 'r1']);
  stop();
  close();
});
