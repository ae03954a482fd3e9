import { createFakeTrail } from '../../testing/fakeTrail';
import { createSilentLogger } from '../../testing/silentLogger';
import { createShellCluster } from '../../testing/clusters/shellCluster';
import { mockServices } from '@backstage/backend-test-utils';
import { createWrite } from '../kube/write/write';
import type { RunningCluster } from '../kube/watchedCluster';
import { startShells } from './shells/shells';

afterEach(() => {
  jest.useRealTimers();
});

it('a pod that cannot be removed is recorded once, and tried again', async () => {
  jest.useFakeTimers();
  const { connection, refuse, calls, written } = createShellCluster();
  const orphan = {
    id: 'u1',
    name: 'shell-1',
    namespace: 'payments',
    labels: { 'paddock.internal/shell': 'killed' },
  };
  const cluster = {
    name: 'local',
    connection,
    write: createWrite(connection),
    cache: () => ({ all: () => [orphan] }),
  } as unknown as RunningCluster;
  const trail = createFakeTrail();
  const logger = createSilentLogger();
  const shells = startShells({
    trail,
    auditor: mockServices.auditor.mock({
      createEvent: jest.fn(async () => ({
        success: jest.fn(),
        fail: jest.fn(),
      })),
    }),
    logger,
    clusters: { all: () => [cluster] },
  });
  refuse('pods "shell-1" is forbidden');
  await jest.advanceTimersByTimeAsync(3_600_000);
  expect(trail.lines.map(({ phase }) => phase)).toEqual(['intended', 'failed']);
  expect(logger.lines.filter(each => each.includes('forbidden'))).toHaveLength(
    1,
  );
  const dry = calls.filter(({ query }) => query?.dryRun === 'All');
  expect(dry.length).toBeGreaterThan(10);
  expect(dry.length).toBeLessThan(40);
  expect(written()).toHaveLength(1);
  await shells.stop();
});
