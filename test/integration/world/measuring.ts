import { load } from '../../source.ts';
import type { RunningCluster } from './backend.ts';

export const {
  ConfigReader,
  createHistory,
  createReadKubelet,
  createSampler,
  getMetrics,
  getPool,
  readPrometheus,
} = load('./sources/metrics') as typeof import('../../sources/metrics');

type Metrics = Parameters<typeof getMetrics>[2];
type Past = Metrics['past'];

/** Looks of its own, each when the test says so. */
export function createLooks(
  cluster: RunningCluster,
  past: Past = createHistory(new Map()),
) {
  const sampler = createSampler(cluster, Date.now);
  const metrics: Metrics = {
    past,
    watch: (_, namespace) => (sampler.watch(namespace) ? sampler : undefined),
    watchPool: (_, node) => (sampler.watchPool(node) ? sampler : undefined),
    stop: () => {},
  };
  return { sampler, metrics };
}

/** The same cluster, and everything that its sources have answered since the last `forget`. */
export function recorded(cluster: RunningCluster) {
  const answers = new Map<string, unknown>();
  const connection = {
    ...cluster.connection,
    async request(
      ...[method, path, ...rest]: Parameters<
        RunningCluster['connection']['request']
      >
    ) {
      const answer = await cluster.connection.request(method, path, ...rest);
      answers.set(path, answer);
      return answer;
    },
  };
  const { readKubelet } = cluster;
  return {
    cluster: {
      ...cluster,
      connection,
      ...(readKubelet && {
        readKubelet: async (question: Parameters<typeof readKubelet>[0]) => {
          const answer = await readKubelet(question);
          answers.set(question.path, answer);
          return answer;
        },
      }),
    } as RunningCluster,
    answer: <Answer>(path: string) => answers.get(path) as Answer,
    forget: () => answers.clear(),
  };
}
