import {
  areaKey,
  createScope,
  createWorkloadList,
  projectWorkload,
  wideKey,
} from '../integration/world/backend.ts';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';

type List = ReturnType<typeof createWorkloadList>;
type Query = Parameters<List['query']>[0];
type Row = Parameters<typeof projectWorkload>[0];

const count = 10_000;
const namespaces = 200;
const repetitions = 100;
const cluster = 'local';
const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** A Deployment in one of several situations; `version` makes it another one. */
function rowOf(at: number, version = 0): Row {
  const wanted = 1 + (at % 5);
  const ready = (at + version) % 7 === 0 ? 0 : wanted;
  return {
    kind: 'Deployment',
    id: `uid-${at}`,
    version: String(1_000 + version),
    // Neither in the order in which they come nor all alike at their beginning.
    name: `${((at * 7919) % count).toString(36)}-service-${at}`,
    namespace: `team-${at % namespaces}`,
    createdAt: '2026-11-23T08:00:00Z',
    component: `component-${at % 1_500}`,
    labels: {},
    generation: 1,
    observedGeneration: 1,
    wanted: at % 50 === 0 ? 0 : wanted,
    paused: at % 31 === 0,
    replicas: wanted,
    updated: wanted,
    ready,
    available: ready,
    images: [`registry.example/app:${at % 100}`],
    conditions: [],
  };
}

const workloadOf = (at: number, version?: number) =>
  projectWorkload(
    rowOf(at, version),
    { sets: [], jobs: [], pods: [] },
    { cluster, now: Date.parse('2026-11-23T09:00:00Z') },
  );

const everywhere = createScope(kinds.map(what => wideKey({ cluster, what })));
const inThree = createScope(
  [3, 4, 5].map(at =>
    areaKey({ cluster, namespace: `team-${at}`, what: 'Deployment' }),
  ),
);

const all: Query = {
  cluster: [],
  namespace: [],
  kind: [],
  state: [],
  text: '',
  sort: 'state',
  order: 'asc',
  offset: 0,
  limit: 50,
};

const sortKeys: Array<Query['sort']> = [
  'state',
  'name',
  'namespace',
  'kind',
  'cluster',
  'createdAt',
];

const queries: Array<[name: string, query: Query, scope: typeof everywhere]> = [
  ...sortKeys.map(
    sort => [`sorted by ${sort}`, { ...all, sort }, everywhere] as const,
  ),
  ['descending, last window', { ...all, order: 'desc', offset: 9_900 }],
  ['text in few', { ...all, text: 'service-777' }],
  ['text in all', { ...all, text: 'service' }],
  ['text in none', { ...all, text: 'no such thing' }],
  ['by state', { ...all, state: ['stuck', 'degraded'] }],
  ['by namespace', { ...all, namespace: ['team-7', 'team-77'] }],
  [
    'all filters',
    {
      ...all,
      text: 'service',
      state: ['healthy'],
      namespace: ['team-7'],
      kind: ['Deployment'],
      cluster: [cluster],
      sort: 'name',
    },
  ],
  ['a member of one team', { ...all, text: 'service' }, inThree],
].map(([name, query, scope]) => [
  name as string,
  query as Query,
  (scope ?? everywhere) as typeof everywhere,
]);

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

const row = (query: string, when: string, ms: number[]): Measured => ({
  query,
  when,
  n: ms.length,
  p50Ms: rounded(quantile(ms, 0.5)),
  p95Ms: rounded(quantile(ms, 0.95)),
  maxMs: rounded(Math.max(...ms)),
});

/** Filter, sort and window over 10,000 workloads, in memory: unchanged, after 100 changes, and for the first time. */
export const list: Bench = async say => {
  const ids = Array.from({ length: count }, (_, at) => at);
  const workloads = createWorkloadList();
  workloads.apply(new Map(ids.map(at => [`${cluster}/${at}`, workloadOf(at)])));
  say(`${workloads.size} workloads in ${namespaces} namespaces`);

  const measured: Measured[] = [];
  const first = queries.map(([, query, scope]) =>
    timed(() => workloads.query(query, scope)),
  );
  let version = 0;
  for (const [name, query, scope] of queries) {
    const ask = () => timed(() => workloads.query(query, scope));
    measured.push(
      row(
        name,
        'unchanged',
        ids.slice(0, repetitions).map(() => ask()),
      ),
      row(
        name,
        'after 100 changes',
        ids.slice(0, repetitions).map(() => {
          version += 1;
          const from = (version * 100) % count;
          workloads.apply(
            new Map(
              ids
                .slice(from, from + 100)
                .map(at => [`${cluster}/${at}`, workloadOf(at, version)]),
            ),
          );
          return ask();
        }),
      ),
    );
  }
  measured.push(row('each kind once', 'for the first time', first));
  return measured;
};
