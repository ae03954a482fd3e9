import type { RunningCluster } from '../kube/watchedCluster';
import { createHistory } from './prometheus/createHistory';
import { startMetrics } from './startMetrics';

const MINUTE = 60_000;
const noPast = createHistory(new Map());

function createCluster() {
  const readKubelet = jest.fn(async ({ path }: { path: string }) =>
    path === '/stats/summary' ? '{}' : '',
  );
  const cluster = {
    name: 'local',
    readKubelet,
    cache: () => ({
      all: () => [],
      inNamespace: (namespace: string) => [
        { name: `${namespace}-1`, node: 'n1' },
      ],
    }),
    connection: {
      request: async () => ({
        items: [
          {
            metadata: { name: 'n1' },
            status: { addresses: [{ type: 'InternalIP', address: '::1' }] },
          },
        ],
      }),
    },
  };
  return { cluster: cluster as unknown as RunningCluster, readKubelet };
}

describe('measuring', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('begins when somebody watches, goes on every 15 s, and ends 10 min after the last look', async () => {
    const metrics = startMetrics(noPast);
    const { cluster, readKubelet } = createCluster();
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(readKubelet).not.toHaveBeenCalled();

    const measured = metrics.watch(cluster, 'payments');
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(measured?.times(0)).toHaveLength(5);

    metrics.watch(cluster, 'payments');
    await jest.advanceTimersByTimeAsync(11 * MINUTE);
    const calls = readKubelet.mock.calls.length;
    await jest.advanceTimersByTimeAsync(30 * MINUTE);
    expect(readKubelet).toHaveBeenCalledTimes(calls);
    expect(jest.getTimerCount()).toBe(0);

    metrics.watch(cluster, 'payments');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(readKubelet.mock.calls.length).toBeGreaterThan(calls);
    metrics.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('begins anew with a cluster that was started anew', async () => {
    const metrics = startMetrics(noPast);
    const before = createCluster();
    const after = createCluster();
    metrics.watch(before.cluster, 'payments');
    await jest.advanceTimersByTimeAsync(MINUTE);
    metrics.watch(after.cluster, 'payments');
    const calls = before.readKubelet.mock.calls.length;
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(before.readKubelet).toHaveBeenCalledTimes(calls);
    expect(after.readKubelet).toHaveBeenCalled();
    metrics.stop();
  });

  it('has an end to how much is measured at once', () => {
    const metrics = startMetrics(noPast);
    const { cluster } = createCluster();
    const all = Array.from({ length: 101 }, (_, at) =>
      metrics.watch(cluster, `team-${at}`),
    );
    expect(all.filter(Boolean)).toHaveLength(100);
    expect(all[100]).toBeUndefined();
    metrics.stop();
  });
});
