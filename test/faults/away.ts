import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, call, type Line } from './world/asking.ts';
import { namespaceSpec, secretSpec, type Spec } from './world/specs.ts';
import { untilAll, untilSeen } from './world/waiting.ts';
import type { BackendProcess } from './world/backendProcess.ts';
import { assertInvariants } from './invariants/assertInvariants.ts';
import type { World } from './world/world.ts';

export function describeAway(world: World) {
  describe('something is away in the middle', () => {
    let backend: BackendProcess;
    before(async () => {
      backend = await world.start();
    });
    after(() => backend?.stop());

    /** As whoever is told to try again in a moment. */
    const submit = async (spec: Spec): Promise<string> => {
      const end = performance.now() + 30_000;
      for (;;) {
        const answer = await ask(world, backend, { person: 'ben', spec });
        if (answer.status === 201) return answer.body.id;
        const again = answer.status === 503 && performance.now() < end;
        assert.ok(again, JSON.stringify(answer));
        await sleep(500);
      }
    };
    const look = (id: string) =>
      call<Line>(backend, 'ben', { method: 'GET', path: `/requests/${id}` });
    const untilItWaitsFor = async (id: string, what: RegExp) => {
      const line = await untilSeen(backend, id, ({ waitsFor = '' }) =>
        what.test(waitsFor),
      );
      console.log(`   it waits for ${line.waitsFor}`);
    };
    /** Nobody does anything for it now; and those that are `late` were not done before. */
    const andGoesOn = async (away: number, ids: string[], late = ids) => {
      const back = performance.now();
      await untilAll(world, ids, ['live'], 60_000);
      const seconds = (performance.now() - back) / 1000;
      console.log(`   live ${seconds.toFixed(1)} s after the return`);
      for (const id of late) assert.ok((await provenAt(world, id)) >= away);
      await assertInvariants(world);
    };

    it('Vault is sealed: it is said, and goes on when it is open again', async () => {
      const around = await submit(namespaceSpec('away-home'));
      await untilAll(world, [around], ['live']);
      await world.vault.seal();
      const ids = [
        await submit(namespaceSpec('away-vault')),
        await submit(secretSpec('away-home', 'sealed')),
      ];
      for (const id of ids)
        await untilItWaitsFor(id, /^Vault, which is sealed$/);
      const away = Date.now();
      await world.vault.unseal();
      await andGoesOn(away, ids);
    });

    it('Vault has died: it is said, and goes on when it is back', async () => {
      const back = world.vault.kill(6);
      const id = await submit(secretSpec('away-home', 'killed'));
      await untilItWaitsFor(id, /^Vault, which /);
      const away = Date.now();
      await back;
      await andGoesOn(away, [id]);
    });

    it('the API server has died: it is said, and goes on when it is back', async () => {
      const { supervisor } = world.controlPlane.platform;
      const ids: string[] = [];
      for (const name of ['away-a', 'away-b', 'away-c']) {
        ids.push(await submit(namespaceSpec(name)));
      }
      const back = supervisor.bounce('kube-apiserver', 6);
      await untilItWaitsFor(ids.at(-1)!, /^the cluster "local"/);
      const away = Date.now();
      await back;
      await andGoesOn(away, ids, ids.slice(-1));
    });

    it('the database has died: nothing is done without it, and all goes on when it is back', async () => {
      const ids = [
        await submit(namespaceSpec('away-d')),
        await submit(namespaceSpec('away-e')),
      ];
      await world.postgres.kill();
      const answer = await look(ids[0]!);
      assert.equal(answer.status, 503, JSON.stringify(answer));
      assert.ok(!JSON.stringify(answer.body).includes('password'));
      console.log(`   meanwhile ${answer.status}: ${textOf(answer.body)}`);
      await sleep(3_000);
      const away = Date.now();
      await world.postgres.start();
      assert.ok(backend.isAlive());
      await andGoesOn(away, ids);
      assert.equal((await look(ids[0]!)).status, 200);
    });

    it('the database stands still for longer than a lease, and all goes on when it moves again', async () => {
      const id = await submit(namespaceSpec('away-f'));
      world.postgres.pause();
      await sleep(20_000);
      const away = Date.now();
      world.postgres.resume();
      assert.ok(backend.isAlive());
      await andGoesOn(away, [id]);
    });
  });
}

const textOf = (body: unknown) =>
  (body as { error?: { message?: string } }).error?.message ??
  JSON.stringify(body);

/** Milliseconds since 1970, by the clock of the database, which is this machine's. */
async function provenAt({ database }: World, id: string): Promise<number> {
  const [line] = await database.rows<{ at: string }>(
    "select at from request_timeline where request_id = ? and kind = 'proven'",
    [id],
  );
  return Number(line?.at);
}
