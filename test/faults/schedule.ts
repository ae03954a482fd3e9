import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, remove } from './world/asking.ts';
import { namespaceSpec } from './world/specs.ts';
import {
  atRest,
  isOver,
  type Row,
  rowsOf,
  untilAll,
  untilSettled,
} from './world/waiting.ts';
import type { BackendProcess } from './world/backendProcess.ts';
import { assertInvariants, faultsIn } from './invariants/assertInvariants.ts';
import type { Picture } from './invariants/picture.ts';
import { disturbances, peoplesActs } from './world/scheduleActs.ts';
import { createRandom, type Random } from './world/sources.ts';
import type { World } from './world/world.ts';

const steps = process.env.PADDOCK_LONG === '1' ? 300 : 60;

/** Two processes, some of which have died. */
export interface Stage {
  world: World;
  random: Random;
  processes: BackendProcess[];
  /** What goes on beside everything else, until it is over. */
  beside: Map<unknown, Promise<unknown>>;
  /** For whoever wants to know how it came to this. */
  history: string[];
}

/** Whatever happens later, one is live and one is over. */
async function prepare({ world, processes }: Stage): Promise<void> {
  const [first] = processes;
  const made = async (name: string) => {
    const spec = namespaceSpec(name);
    const { body } = await ask(world, first!, { person: 'ben', spec });
    await untilAll(world, [body.id], ['live']);
    return body;
  };
  await made('schedule-kept');
  const gone = await made('schedule-gone');
  await remove(first!, 'ben', gone);
  await untilAll(world, [gone.id], ['removed']);
}

/** A few people at a time do something; now and then something dies. */
async function play(stage: Stage): Promise<void> {
  const { random, history } = stage;
  for (let step = 0; step < steps; step += 1) {
    if (random.below(4) === 0) {
      const [name, disturb] = random.pick(disturbances);
      history.push(`${step} ${name}`);
      disturb(stage);
    }
    const crowd = Array.from({ length: 1 + random.below(3) }, async () => {
      const [name, act] = random.pick(peoplesActs);
      const answer = await act(stage);
      history.push(`${step} ${name}: ${answer}`);
    });
    await Promise.all(crowd);
    await sleep(random.below(600));
  }
}

async function heal({ world, processes, beside }: Stage): Promise<void> {
  await Promise.all(beside.values());
  for (const [at, each] of processes.entries()) {
    if (!each.isAlive()) processes[at] = await world.start();
  }
  await giveUp(world, processes[0]!);
  await untilSettled(world);
}

/** What lies in a namespace that was turned down, or that nobody approves, would wait for it for good. */
async function giveUp(world: World, backend: BackendProcess): Promise<void> {
  const namespaces = (rows: Row[]) =>
    rows.filter(({ kind }) => kind === 'namespace');
  const asked = namespaces(await rowsOf(world)).map(({ id }) => id);
  await untilAll(world, asked, atRest);
  const rows = await rowsOf(world);
  const there = namespaces(rows).filter(({ state }) => state === 'live');
  for (const row of rows) {
    const isIn = there.some(({ name }) => name === row.namespace);
    if (row.state === 'making' && !isIn) await remove(backend, 'petra', row);
  }
}

export function describeSchedule(world: World) {
  describe('many people, and faults at random', () => {
    it('nothing is lost, doubled, left over or passed by', async () => {
      const random = createRandom();
      const processes = [await world.start(), await world.start()];
      const history: string[] = [];
      const beside = new Map();
      const stage = { world, random, processes, beside, history };
      try {
        await prepare(stage);
        await play(stage);
        await heal(stage);
        tell(history);
        const picture = await assertInvariants(world);
        assertSees(picture, world);
      } catch (error) {
        console.log(history.join('\n'));
        throw error;
      }
      assert.deepEqual(
        history.filter(line => line.endsWith(' 500')),
        [],
      );
      await removeAll(stage);
      await Promise.all(processes.map(each => each.stop()));
      await assertInvariants(world);
    });
  });
}

/** How often each thing ended how. */
function tell(history: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const line of history) {
    const what = line.replace(/^\d+ /, '');
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  const all = [...counts].sort().map(([what, count]) => `${what} ×${count}`);
  console.log(`   ${all.join(', ')}`);
}

/** What is live goes, whoever has it; what waits stays. */
async function removeAll({ world, processes }: Stage): Promise<void> {
  const live = (await rowsOf(world)).filter(({ state }) => state === 'live');
  for (const row of live) {
    await remove(processes[0]!, 'petra', row);
    await sleep(110);
  }
  const ids = live.map(({ id }) => id);
  await untilAll(world, ids, ['removed']);
}

/** A checker that finds nothing is worth as much as what it finds where there is something. */
function assertSees(picture: Picture, { accepted }: World): void {
  const { objects, requests, revisions, story, audit, vault } = picture;
  const live = requests.find(({ state }) => state === 'live');
  const over = requests.find(({ state }) => isOver(state));
  assert.ok(live && over, 'something is live, and something is over');
  const effect = audit.findIndex(({ event }) => event.startsWith('create-'));
  const planted: Record<string, Partial<Picture>> = {
    I1: { requests: requests.filter(each => each !== live) },
    I2: { objects: objects.filter(({ requestId }) => requestId !== live.id) },
    I3: { vault: { ...vault, roles: [...vault.roles, 'paddock-ns.left'] } },
    I4: { revisions: revisions.map(each => ({ ...each, hash: 'another' })) },
    I5: {
      story: [...story, { requestId: over.id, kind: 'made', at: Date.now() }],
    },
    I6: { audit: audit.toSpliced(effect, 1) },
    I9: {
      grants: [{ requestId: over.id, team: over.team, cpuMilli: 1, pods: 1 }],
    },
    I11: {
      grants: [{ requestId: live.id, team: live.team, cpuMilli: 1e9, pods: 1 }],
    },
  };
  for (const [name, change] of Object.entries(planted)) {
    const faults = faultsIn({ ...picture, ...change }, accepted);
    assert.ok(
      faults.some(fault => fault.split(':')[0]!.split('/').includes(name)),
      `${name} is seen: ${faults.join('; ')}`,
    );
  }
}
