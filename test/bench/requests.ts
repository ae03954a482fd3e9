import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestPage } from '../../plugins/paddock-common/src/requests/page.ts';
import { ask, call } from '../faults/world/asking.ts';
import { namespaceSpec } from '../faults/world/specs.ts';
import { untilAll } from '../faults/world/waiting.ts';
import type { BackendProcess } from '../faults/world/backendProcess.ts';
import {
  emptyWorld,
  endWorld,
  fillWorld,
  type World,
} from '../faults/world/world.ts';
import { quantile, rounded, type Bench, type Measured } from './bench.ts';
import { watchObjects, type Named, type ObjectWatch } from './objectWatch.ts';

const rounds = 40;
const warmUp = 4;

interface Subject {
  world: World;
  backend: BackendProcess;
  watch: ObjectWatch;
}

/** Milliseconds since the person has sent it. */
interface Portal {
  answered: number;
  observed: number;
  live: number;
  objects: Named[];
}

/** A person asks the portal for a namespace that needs no approval. */
async function byPortal(
  { world, backend, watch }: Subject,
  name: string,
): Promise<Portal> {
  const sent = performance.now();
  const asked = await ask(world, backend, {
    person: 'ben',
    spec: namespaceSpec(name),
  });
  const answered = performance.now() - sent;
  if (asked.status !== 201) throw new Error(JSON.stringify(asked));
  const { id } = asked.body;
  const page = await call<RequestPage>(backend, 'ben', {
    method: 'GET',
    path: `/requests/${id}`,
  });
  const { objects } = page.body.effects;
  const observed = (await watch.allSeen(objects)) - sent;
  await untilAll(world, [id], ['live']);
  const [told] = await world.database.rows<{ ms: string }>(
    `select last.at - first.at as ms from request_timeline last, request_timeline first
     where last.request_id = ? and last.kind = 'proven'
     and first.request_id = last.request_id and first.kind = 'asked'`,
    [id],
  );
  return { answered, observed, live: Number(told?.ms), objects };
}

/** The same objects under another name, all in one call of kubectl; without the mark, they are nobody's. */
async function byKubectl(
  { world, watch }: Subject,
  objects: readonly Named[],
  name: string,
): Promise<number> {
  const items = objects.map(({ metadata, ...rest }) => ({
    ...rest,
    metadata: {
      ...metadata,
      labels: { benchmark: name },
      ...(metadata.namespace ? { namespace: name } : { name }),
    },
  }));
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const sent = performance.now();
  const applied = world.controlPlane.cluster.kubectl(
    ['apply', '-f', '-'],
    list,
  );
  const observed = (await watch.allSeen(items)) - sent;
  await applied;
  return observed;
}

const row = (what: string, values: number[], unit = 'Ms'): Measured => ({
  what,
  n: values.length,
  [`p50${unit}`]: rounded(quantile(values, 0.5)),
  [`p99${unit}`]: rounded(quantile(values, 0.99)),
  [`max${unit}`]: rounded(Math.max(...values)),
});

async function measure(subject: Subject): Promise<Measured[]> {
  const portal: Portal[] = [];
  const kubectl: number[] = [];
  let { objects } = await byPortal(subject, 'bench-first');
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const ours = async () => {
      const made = await byPortal(subject, `bench-ours-${round}`);
      objects = made.objects;
      if (round >= warmUp) portal.push(made);
    };
    const theirs = async () => {
      const ms = await byKubectl(subject, objects, `bench-peer-${round}`);
      if (round >= warmUp) kubectl.push(ms);
    };
    for (const act of round % 2 ? [ours, theirs] : [theirs, ours]) {
      await act();
      await sleep(200);
    }
  }
  const observed = portal.map(each => each.observed);
  const pairs = observed.map((ms, at) => ({ ms, peer: kubectl[at] ?? NaN }));
  return [
    row(
      'submit answered',
      portal.map(each => each.answered),
    ),
    row(`submit to all ${objects.length} objects observed`, observed),
    row('kubectl apply to the same observed', kubectl),
    row(
      'beyond kubectl apply, by round',
      pairs.map(({ ms, peer }) => ms - peer),
    ),
    row(
      'ratio to kubectl apply, by round',
      pairs.map(({ ms, peer }) => ms / peer),
      '',
    ),
    row(
      'asked to live: proven, Vault and all',
      portal.map(each => each.live),
    ),
  ];
}

/** From the submit of a namespace that needs no approval until a bare watch has seen all of its objects. */
export const requests: Bench = async say => {
  const world = emptyWorld();
  try {
    await fillWorld(world);
    const backend = await world.start();
    const watch = await watchObjects(world.controlPlane.cluster);
    say('the portal, Vault, PostgreSQL and the watches are there');
    const measured = await measure({ world, backend, watch });
    watch.close();
    await backend.stop();
    return measured;
  } finally {
    await endWorld(world);
  }
};
