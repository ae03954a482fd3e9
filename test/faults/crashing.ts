import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { approve, ask, call, remove } from './world/asking.ts';
import {
  namespaceSpec,
  secretSpec,
  type Spec,
  volumeSpec,
} from './world/specs.ts';
import { atRest, rowsOf, untilAll } from './world/waiting.ts';
import type { BackendProcess } from './world/backendProcess.ts';
import { assertInvariants } from './invariants/assertInvariants.ts';
import { crashPoints } from './world/sources.ts';
import { provideVolume } from './world/volumes.ts';
import type { Other, World } from './world/world.ts';

const around = (event: string) =>
  ['before', 'intended', 'made', 'after'].map(when => `${when}:${event}`);

const isLong = process.env.PADDOCK_LONG === '1';

/**
 * All points by `npm test -- long`. Otherwise, of each effect, those at which something is begun and not yet recorded as
 * done, and all four of the first one: `before` an effect, nothing is stored that was not `after` the one before it.
 */
function chosen(points: readonly string[]): readonly string[] {
  const first = points.find(each => each.includes(':'))?.split(':')[1];
  return points.filter(each => {
    const [when, event] = each.split(':');
    const isOpen = when === 'intended' || when === 'made';
    return isLong || !event || isOpen || event === first;
  });
}

/** The points of a kind's life until it is live, and those of its end. */
function halves(points: readonly string[]) {
  const live = points.indexOf('live') + 1;
  return {
    making: chosen(points.slice(0, live)),
    ending: chosen(points.slice(live)),
  };
}

const points = {
  // With a Vault whose certificate pods do not know, a namespace holds its authority, too.
  namespace: halves([...around('create-config-map'), ...crashPoints.namespace]),
  secret: halves(crashPoints.secret),
  volume: halves(crashPoints.volume),
  change: chosen([...crashPoints.change, ...around('remove-role-binding')]),
};

type Act = (backend: BackendProcess, at: number) => Promise<unknown>;

/**
 * For each point: a process that dies there, and what makes it pass the point. What it leaves is for the next ones. One
 * that does not come there within a minute is told of and killed where it is, and what it has left leads another one
 * there.
 */
async function crashAtEach(
  world: World,
  { points: all, other }: { points: readonly string[]; other?: Other },
  act: Act,
): Promise<void> {
  const began = performance.now();
  for (const [at, point] of all.entries()) {
    const backend = await world.start({ at: point }, other);
    // What an earlier one has left may have led it there already.
    const answer = backend.isAlive() && (await act(backend, at));
    if (await diesOfIt(backend)) continue;
    console.log(`   not at ${point} within a minute:`, answer);
    console.log(await goingOn(world));
    await backend.kill();
    const next = await world.start({ at: point }, other);
    assert.ok(await diesOfIt(next), `it dies at ${point}`);
  }
  const each = (performance.now() - began) / all.length / 1000;
  console.log(`   ${all.length} crashes, ${each.toFixed(1)} s each`);
}

/** Whether it comes to its crash point within a minute. */
async function diesOfIt({ died }: BackendProcess): Promise<boolean> {
  const patience = new AbortController();
  const minute = sleep(60_000, 'nothing', { signal: patience.signal });
  // Nobody waits for the rest of it.
  minute.catch(() => {});
  const how = await Promise.race([died, minute]);
  patience.abort();
  return how === 'SIGKILL';
}

/** What waits for something, or for somebody. */
const goingOn = async (world: World) =>
  (await rowsOf(world)).filter(({ state }) => !atRest.includes(state));

/** All that these tests have asked for. */
const rowsHere = async (world: World) =>
  (await rowsOf(world)).filter(({ name }) => name.startsWith('crash-'));

/** Without any fault: what waits for somebody is approved, and all comes to its end by itself. */
async function heal(world: World, other?: Other): Promise<BackendProcess> {
  const backend = await world.start(undefined, other);
  const open = async (state: string) =>
    (await rowsHere(world)).filter(each => each.state === state);
  for (const { id } of await open('waiting')) await approve(backend, 'ana', id);
  const ids = (await rowsHere(world)).map(({ id }) => id);
  await untilAll(world, ids, ['live', 'removed', 'expired']);
  return backend;
}

const guest = { group: 'group:default/team-storefront', role: 'view' };
const nameOf = (kind: string, at: number) => `crash-${kind}-${at}`;

/** For testing, so that somebody has to approve it. */
const asked = (at: number) =>
  namespaceSpec(nameOf('namespace', at), {
    environment: 'testing',
    members: [guest],
  });

async function liveOf(world: World, kind: string) {
  const rows = await rowsHere(world);
  return rows.filter(
    ({ name, state }) => name.startsWith(`crash-${kind}-`) && state === 'live',
  );
}

async function submit(world: World, backend: BackendProcess, spec: Spec) {
  const answer = await ask(world, backend, { person: 'ben', spec });
  // Nobody answers where it has died, and what it has taken in is in the database.
  assert.ok([0, 201].includes(answer.status), JSON.stringify(answer));
  return answer;
}

const home = 'crash-home';

/** The namespace that secrets and volumes are in. */
async function prepareHome(world: World): Promise<void> {
  if ((await rowsHere(world)).some(({ name }) => name === home)) return;
  const backend = await world.start();
  const spec = namespaceSpec(home, {
    quota: { cpu: '1', memory: '1Gi', storage: '20Gi', pods: 10 },
  });
  const { body } = await submit(world, backend, spec);
  await untilAll(world, [body.id], ['live']);
  await backend.stop();
}

export function describeCrashing(world: World) {
  describe('killed at every step, and started again', () => {
    it('a namespace', async t => {
      await t.test('is made once', async () => {
        const { making } = points.namespace;
        await crashAtEach(world, { points: making }, async (backend, at) => {
          const { status, body } = await submit(world, backend, asked(at));
          if (status === 201) await approve(backend, 'ana', body.id);
        });
        await (await heal(world)).stop();
        await assertInvariants(world);
      });

      await t.test(
        'follows a change once, and loses what that no longer holds',
        async () => {
          const changed = await liveOf(world, 'namespace');
          // Without an ingress controller there is no policy for it.
          const other = { requests: { baseline: { ingressNamespaces: [] } } };
          const all = { points: points.change, other };
          await crashAtEach(world, all, async (backend, at) => {
            const row = changed[at]!;
            const quota = { ...asked(0).quota, pods: 3 };
            const spec = { ...asked(0), name: row.name, quota, members: [] };
            const answer = await call(backend, 'ben', {
              method: 'PUT',
              path: `/requests/${row.id}/spec`,
              body: { spec, revision: 1 },
            });
            assert.ok([0, 200].includes(answer.status), JSON.stringify(answer));
            await approve(backend, 'ana', row.id);
          });
          await (await heal(world, other)).stop();
          await assertInvariants(world);
        },
      );

      await t.test('is removed without a trace', async () => {
        const going = await liveOf(world, 'namespace');
        const { ending } = points.namespace;
        await crashAtEach(world, { points: ending }, (backend, at) =>
          remove(backend, 'ben', going[at]!),
        );
        const backend = await heal(world);
        for (const row of await liveOf(world, 'namespace')) {
          await remove(backend, 'ben', row);
        }
        const ids = going.map(({ id }) => id);
        await untilAll(world, ids, ['removed']);
        await backend.stop();
        await assertInvariants(world);
      });
    });

    it('a secret is made once, and expires without a trace', async () => {
      await prepareHome(world);
      const { making, ending } = points.secret;
      await crashAtEach(world, { points: making }, (backend, at) =>
        submit(world, backend, secretSpec(home, nameOf('secret', at))),
      );
      await (await heal(world)).stop();
      await assertInvariants(world);

      const going = await liveOf(world, 'secret');
      assert.ok(going.length > 0);
      await crashAtEach(world, { points: ending }, (_, at) =>
        lapse(world, going[at % going.length]!.id),
      );
      for (const { id } of await liveOf(world, 'secret')) {
        await lapse(world, id);
      }
      await (await heal(world)).stop();
      const ids = going.map(({ id }) => id);
      await untilAll(world, ids, ['expired']);
      await assertInvariants(world);
    });

    it('a volume is made once, kept as asked, and its claim removed', async () => {
      await prepareHome(world);
      const { making, ending } = points.volume;
      const { cluster } = world.controlPlane;
      await crashAtEach(world, { points: making }, async (backend, at) => {
        const name = nameOf('volume', at);
        await provideVolume(cluster, { namespace: home, name });
        await submit(world, backend, volumeSpec(home, name));
      });
      await (await heal(world)).stop();
      await assertInvariants(world);

      const going = await liveOf(world, 'volume');
      await crashAtEach(world, { points: ending }, (backend, at) =>
        remove(backend, 'ben', going[at]!),
      );
      await (await heal(world)).stop();
      await assertInvariants(world);
    });
  });
}

/** Its time is over now; somebody looks at once. */
const lapse = ({ database }: World, id: string) =>
  database.rows(
    "update requests set expires_at = 1, look_at = 1, woken = 1 where id = ? and state = 'live'",
    [id],
  );
