import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { vaultPlaces } from '../../packages/local/src/vault/places.ts';
import { until } from '../integration/world/watching.ts';
import { ask, remove } from './world/asking.ts';
import { namespaceSpec, type Spec } from './world/specs.ts';
import { untilAll } from './world/waiting.ts';
import type { BackendProcess } from './world/backendProcess.ts';
import { assertInvariants } from './invariants/assertInvariants.ts';
import { takePicture } from './invariants/picture.ts';
import { budgets, type World } from './world/world.ts';

const storefront = 'group:default/team-storefront';

/** Three of them are within the budget of the team, and a fourth is not. */
const third = (name: string) =>
  namespaceSpec(name, {
    team: storefront,
    quota: { cpu: '1300m', memory: '256Mi', storage: '0', pods: 5 },
  });

/** The same act, so many times at once, in turns over both processes. */
const spread = <Result>(
  both: readonly BackendProcess[],
  times: number,
  act: (backend: BackendProcess, at: number) => Promise<Result>,
) =>
  Promise.all(
    Array.from({ length: times }, (_, at) => act(both[at % both.length]!, at)),
  );

export function describeTwoProcesses(world: World) {
  describe('two processes on one database', () => {
    it('fifty identical submits are one request, and another body under their key is refused', async () => {
      const both = [await world.start(), await world.start()];
      const submit = (backend: BackendProcess, spec: Spec) =>
        ask(world, backend, { person: 'ben', spec, key: 'fifty-at-once' });
      const spec = namespaceSpec('twice');
      const answers = await spread(both, 50, each => submit(each, spec));
      const others = answers.filter(({ status }) => status !== 200);
      assert.deepEqual(
        others.map(({ status }) => status),
        [201],
        JSON.stringify(others),
      );
      const ids = new Set(answers.map(({ body }) => body.id));
      assert.equal(ids.size, 1);

      const other = { ...spec, purpose: 'Something else' };
      for (const backend of both) {
        assert.equal((await submit(backend, other)).status, 422);
      }
      await untilAll(world, [...ids], ['live']);
      assert.equal((await named(world, 'twice')).length, 1);
      await Promise.all(both.map(each => each.stop()));
      await assertInvariants(world);
    });

    it('fifty different submits never pass the budget', async () => {
      const both = [await world.start(), await world.start()];
      const answers = await spread(both, 50, (backend, at) =>
        ask(world, backend, { person: 'emil', spec: third(`part-${at}`) }),
      );
      const count = (wanted: number) =>
        answers.filter(({ status }) => status === wanted).length;
      assert.deepEqual([count(201), count(422)], [3, 47]);
      const [sum] = await world.database.rows<{ cpu: string }>(
        'select sum(cpu_milli) as cpu from team_grants where team = ?',
        [storefront],
      );
      assert.equal(Number(sum?.cpu), 3_900);
      assert.ok(Number(sum?.cpu) <= budgets[storefront].cpuMilli);

      const granted = answers.flatMap(({ status, body }) =>
        status === 201 ? [body] : [],
      );
      const ids = granted.map(({ id }) => id);
      await untilAll(world, ids, ['live']);
      await assertInvariants(world);
      // What was refused for the budget is kept as a draft, and holds nothing.
      for (const each of granted) await remove(both[0]!, 'emil', each);
      await untilAll(world, ids, ['removed']);
      await Promise.all(both.map(each => each.stop()));
      await assertInvariants(world);
    });

    it('one that was paused, and goes on when the other has taken over, writes nothing', async () => {
      const events = ['create-namespace', 'create-limit-range', 'write-policy'];
      const paused: BackendProcess[] = [];
      const ids: string[] = [];
      for (const event of events) {
        const at = `intended:${event}`;
        const backend = await world.start({ at, by: 'SIGSTOP' });
        const spec = namespaceSpec(`paused-${event}`);
        const { body } = await ask(world, backend, { person: 'ben', spec });
        ids.push(body.id);
        await until(`it stands still at ${at}`, () => standsStill(backend));
        paused.push(backend);
      }
      const other = await world.start();
      await untilAll(world, ids, ['live']);
      // The first one is gone by the time that its creation goes on.
      const gone = { id: ids[0]!, name: `paused-${events[0]}` };
      await remove(other, 'ben', gone);
      await untilAll(world, [gone.id], ['removed']);

      const before = await versionsOf(world, ids);
      for (const each of paused) each.resume();
      await until('what they were about to do has failed', async () => {
        return (await endings(world, ids)) >= events.length;
      });
      assert.deepEqual(await versionsOf(world, ids), before);
      await Promise.all([...paused, other].map(each => each.stop()));
      await assertInvariants(world);
    });
  });
}

const named = (world: World, name: string) =>
  world.database.rows('select id from requests where name = ?', [name]);

/** By proc(5): `T` of a process that was stopped by a signal. */
const standsStill = ({ pid }: BackendProcess) =>
  / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/, ')'));

/** How many effects of these requests ended without having happened. */
async function endings(world: World, ids: readonly string[]): Promise<number> {
  const { audit } = await takePicture(world);
  return audit.filter(
    ({ phase, requestId }) =>
      phase === 'failed' && ids.includes(requestId ?? ''),
  ).length;
}

/** Of everything that is there of these requests, which version it is; and what was ever written to Vault. */
async function versionsOf(world: World, ids: readonly string[]) {
  const { objects } = await takePicture(world);
  return {
    objects: objects
      .filter(({ requestId }) => ids.includes(requestId))
      .map(({ kind, namespace, name, uid, version }) =>
        [kind, namespace, name, uid, version].join(' '),
      )
      .sort(),
    inVault: writesToVault(world),
  };
}

interface VaultLine {
  type: string;
  request: { operation: string; path: string };
}

/** By Vault's own audit log: the paths of all writes that name what requests have. */
function writesToVault({ controlPlane }: World): string[] {
  const { auditLog } = vaultPlaces(controlPlane.platform.state);
  return readFileSync(auditLog, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as VaultLine)
    .filter(({ type, request }) => {
      const writes = ['create', 'update', 'delete'];
      return type === 'request' && writes.includes(request.operation);
    })
    .map(({ request }) => `${request.operation} ${request.path}`)
    .filter(each => each.includes('/paddock'));
}
