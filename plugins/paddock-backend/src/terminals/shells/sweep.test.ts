import { KubeError } from '../../kube/connection/errors';
import type { PodRow } from '../../kube/watch/rows';
import type { RunningCluster } from '../../kube/watchedCluster';
import { createSweep } from './sweep';

const pod = (name: string, holder?: string) =>
  ({
    name,
    namespace: 'payments',
    labels: holder ? { 'paddock.internal/shell': holder } : {},
  } as unknown as PodRow);

function startSweep(pods: PodRow[], leases: Record<string, string>) {
  let now = 0;
  const removed: string[] = [];
  const asked: string[] = [];
  const cluster = {
    name: 'local',
    cache: () => ({ all: () => pods }),
    connection: {
      async request(method: string, path: string) {
        const name = path.split('/').pop() ?? '';
        asked.push(method === 'GET' ? method : `${method} ${name}`);
        if (method === 'DELETE') delete leases[name];
        return {
          items: Object.entries(leases).map(([each, renewTime]) => ({
            metadata: { name: each },
            spec: { renewTime },
          })),
        };
      },
    },
  } as unknown as RunningCluster;
  const sweep = createSweep({
    self: 'self',
    now: () => now,
    isHeld: (_, { name }) => name === 'held',
    remove: async (_, { name }) => {
      removed.push(name);
    },
  });
  return {
    cluster,
    removed,
    asked,
    async after(ms: number) {
      now += ms;
      removed.length = 0;
      asked.length = 0;
      await sweep(cluster);
      return removed;
    },
  };
}

describe('what is swept away', () => {
  it('is what this process has no terminal for, and what a process without a lease has left', async () => {
    const { after } = startSweep(
      [
        pod('other'),
        pod('held', 'self'),
        pod('forgotten', 'self'),
        pod('orphan', 'killed'),
        pod('theirs', 'peer'),
      ],
      { peer: '1' },
    );
    expect(await after(0)).toEqual(['forgotten', 'orphan']);
  });

  it('is what a process has left that renews its lease no more, by our own clock', async () => {
    const leases: Record<string, string> = { peer: '1' };
    const { after, asked } = startSweep([pod('theirs', 'peer')], leases);
    expect(await after(0)).toEqual([]);
    expect(await after(25_000)).toEqual([]);
    leases.peer = '2';
    expect(await after(10_000)).toEqual([]);
    expect(await after(25_000)).toEqual([]);
    expect(await after(10_000)).toEqual(['theirs']);
    expect(asked).toContain('DELETE peer');
    expect(leases).toEqual({});
  });

  it('asks nothing of the cluster while there is nothing of others', async () => {
    const { after, asked } = startSweep([pod('held', 'self')], {});
    await after(0);
    expect(asked).toEqual(['GET']);
    await after(10_000);
    expect(asked).toEqual([]);
  });

  it('is nothing when the leases cannot be read', async () => {
    const { cluster, removed, after } = startSweep([pod('x', 'peer')], {});
    const refused = new KubeError(403, 'Forbidden', { message: 'no' });
    Object.assign(cluster.connection, {
      request: () => Promise.reject(refused),
    });
    await expect(after(0)).rejects.toBe(refused);
    expect(removed).toEqual([]);
  });
});
