import { startEmbedded, type Embedded } from '../../journeys/world/embedded.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile, rounded, type Bench, type Measured } from '../bench.ts';
import { attacks } from './attacks.ts';
import { pushNew } from './repository.ts';
import type { Attack, Target } from './target.ts';

const seconds = Number(process.env.BENCH_SECONDS ?? 60);
const perSecond = 4;
/** Some of the attacks, by name, with commas between them. */
const only = process.env.BENCH_ATTACKS?.split(',');
/** Between two phases: what the one before has left open ends meanwhile. */
const pauseMs = 10_000;
/** A request that takes longer has failed. */
const patienceMs = 60_000;

interface Asked {
  path: string;
  ms: number;
  status: number;
}

/** What somebody looks at who does nothing unusual: lists, what a cluster is asked as the person, and the catalog. */
const pathsOf = ({ pod }: Target) => [
  '/api/paddock/workloads?limit=50',
  '/api/paddock/requests',
  `/api/paddock/clusters/${pod.cluster}/namespaces/${pod.namespace}/pods/${pod.name}`,
  '/api/catalog/entities?limit=20',
];

/** Asks at a steady rate, whether or not what was asked before has been answered. */
async function visit(target: Target, until: number): Promise<Asked[]> {
  const paths = pathsOf(target);
  const asked: Array<Promise<Asked>> = [];
  for (let at = 0; Date.now() < until; at += 1) {
    asked.push(askOnce(target, paths[at % paths.length]!));
    await sleep(1_000 / perSecond);
  }
  return Promise.all(asked);
}

async function askOnce(target: Target, path: string): Promise<Asked> {
  const sent = performance.now();
  const signal = AbortSignal.timeout(patienceMs);
  const headers = { authorization: `Bearer ${target.visitor}` };
  const status = await fetch(`${target.portal}${path}`, { headers, signal })
    .then(async answer => {
      await answer.arrayBuffer();
      return answer.status;
    })
    .catch(() => 0);
  return { path, ms: performance.now() - sent, status };
}

function rowsOf(phase: string, asked: Asked[]): Measured[] {
  const row = (what: string, of: Asked[]) => {
    const ms = of.map(each => each.ms);
    return {
      phase,
      what,
      n: of.length,
      failed: of.filter(({ status }) => status !== 200).length,
      p50Ms: rounded(quantile(ms, 0.5)),
      p99Ms: rounded(quantile(ms, 0.99)),
      maxMs: rounded(Math.max(...ms)),
      rawMs: JSON.stringify(ms.map(Math.round)),
    };
  };
  const paths = [...new Set(asked.map(({ path }) => path))];
  return [
    row('all', asked),
    ...paths.map(path =>
      row(
        path,
        asked.filter(each => each.path === path),
      ),
    ),
  ];
}

async function targetIn(embedded: Embedded): Promise<Target> {
  const tokenOf = (name: string) => embedded.npm('token', name);
  const list = await embedded.npm(
    ...(['kubectl', '-n', 'payments', 'get', 'pods', '-o', 'json'] as const),
  );
  const { items } = JSON.parse(list) as {
    items: Array<{
      metadata: { name: string };
      spec: { containers: Array<{ name: string }> };
    }>;
  };
  const [found] = items;
  if (!found) throw new Error('There is no pod in the namespace payments');
  const pod = {
    cluster: 'local',
    namespace: 'payments',
    name: found.metadata.name,
    container: found.spec.containers[0]!.name,
  };
  return {
    portal: embedded.portal,
    attacker: await tokenOf('ben'),
    visitor: await tokenOf('petra'),
    pod,
    push: files => pushNew(embedded, files),
  };
}

async function attacked(
  target: Target,
  attack: Attack,
  say: (line: string) => void,
): Promise<Asked[]> {
  const stop = new AbortController();
  const running = attack(target, stop.signal);
  await sleep(3_000);
  const asked = await visit(target, Date.now() + seconds * 1_000);
  stop.abort();
  say(await running);
  return asked;
}

/** One member does what stops others, another goes on as usual: how long are the other's answers, quiet and attacked? */
export const hostile: Bench = async say => {
  const embedded = await startEmbedded();
  try {
    await embedded.complete;
    const target = await targetIn(embedded);
    const measured: Measured[] = [];
    await visit(target, Date.now() + 5_000);
    for (const [name, prepare] of Object.entries(attacks)) {
      if (only && !only.includes(name)) continue;
      const attack = await prepare(target);
      const quiet = await visit(target, Date.now() + seconds * 1_000);
      const during = await attacked(target, attack, say);
      const rows = [
        ...rowsOf(`${name}: quiet`, quiet),
        ...rowsOf(`${name}: attacked`, during),
      ];
      measured.push(...rows);
      for (const { rawMs: _, ...row } of rows) say(JSON.stringify(row));
      await sleep(pauseMs);
    }
    return measured;
  } finally {
    say(await embedded.stop());
  }
};
