import {
  decide,
  leaseOf,
  live,
  newRevision,
  type Replicas,
  requestDatabases,
  startReplicas,
  submitted,
} from '../../../../testing/requestStores';
import { sampleAmounts } from '../../../../testing/sampleRequests';
import type { Lease } from '../contract';

const databases = requestDatabases();
const conflict = { name: 'ConflictError' };
const forMs = 60_000;

describe.each(databases.eachSupportedId())('leases on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  /** By the database's clock, this much later. */
  const later = (ms: number) =>
    replicas.knex('requests').update({
      lease_until: replicas.knex.raw('lease_until - ?', [ms]),
      look_at: replicas.knex.raw('look_at - ?', [ms]),
    });

  it('never overlap, whoever claims', async () => {
    const count = 30;
    for (let index = 0; index < count; index += 1) {
      await submitted(replicas.one, { spec: { name: `n${index}` } });
    }
    const claims = await Promise.all(
      Array.from({ length: count + 10 }, (_, index) =>
        (index % 2 ? replicas.one : replicas.other).claim({
          owner: `replica-${index % 2}`,
          forMs,
        }),
      ),
    );
    const leases = claims.filter(lease => lease !== undefined);
    expect(leases).toHaveLength(count);
    expect(new Set(leases.map(each => each.id)).size).toBe(count);
  });

  it('tell the time of the database, and go to the longest waiting first', async () => {
    const { one, knex } = replicas;
    const rows = [];
    for (const name of ['first', 'second']) {
      rows.push(await submitted(one, { spec: { name } }));
    }
    await knex('requests')
      .where('name', 'second')
      .update({ look_at: knex.raw('look_at - 1000') });
    const second = await one.claim({ owner: 'a', forMs });
    const first = await one.claim({ owner: 'a', forMs });

    expect(second?.id).toBe(rows[1]!.id);
    expect(first?.id).toBe(rows[0]!.id);
    expect(await one.claim({ owner: 'a', forMs })).toBeUndefined();
    const [{ lease_until: until }] = await knex('requests').where(
      'id',
      rows[0]!.id,
    );
    const given = Date.parse(first!.givenAt);
    expect(Math.abs(Number(until) - given - forMs)).toBeLessThan(5_000);
  });

  it('write nothing once they are lost', async () => {
    const { one, other } = replicas;
    const row = await submitted(one);
    await decide(one, row);
    const lost = await leaseOf(one, row.id);
    await later(forMs + 1);

    // Nobody has taken it over yet: it is lost all the same.
    await expectLost(lost);
    const taken = await leaseOf(other, row.id);
    expect(taken.fence).toBeGreaterThan(lost.fence);
    await expectLost(lost);
    await one.release(lost);

    // The loser's release has released nothing.
    await other.progress(taken, { waitsFor: 'Vault, which is sealed' });
    expect(await one.get(row.id)).toMatchObject({
      state: 'making',
      waitsFor: 'Vault, which is sealed',
    });
    expect(await one.timeline(row.id)).toHaveLength(3);
  });

  async function expectLost(lease: Lease) {
    const { one } = replicas;
    const say = { kind: 'made', text: 'Made.' } as const;
    for (const write of [
      () => one.progress(lease, { state: 'live', say }),
      () => one.progress(lease, { lookAgainInMs: 1 }),
      () => one.renew(lease, forMs),
      () => one.releaseReserve(lease, sampleAmounts),
    ]) {
      await expect(write()).rejects.toMatchObject(conflict);
    }
  }

  it('last longer when they are renewed, and are free when given back', async () => {
    const { one, other } = replicas;
    const row = await submitted(one);
    const lease = await leaseOf(one, row.id);
    await later(forMs - 10_000);
    await one.renew(lease, forMs);
    await later(30_000);
    expect(await other.claim({ owner: 'b', forMs })).toBeUndefined();
    await one.release(lease);
    await expect(one.renew(lease, forMs)).rejects.toMatchObject(conflict);
    expect(await other.claim({ owner: 'b', forMs })).toMatchObject({
      id: row.id,
    });
  });

  it('are asked for again when somebody wakes the request meanwhile', async () => {
    const { one, other } = replicas;
    const row = await live(one);
    expect(await one.claim({ owner: 'a', forMs })).toBeUndefined();
    await other.wake(row.id);
    const lease = await leaseOf(one, row.id);
    await other.wake(row.id);
    await one.progress(lease, { lookAgainInMs: 3_600_000 });
    await one.release(lease);

    const again = await leaseOf(one, row.id);
    await one.progress(again, { lookAgainInMs: 3_600_000 });
    await one.release(again);
    expect(await one.claim({ owner: 'a', forMs })).toBeUndefined();
    await later(3_600_000);
    expect(await one.claim({ owner: 'a', forMs })).toBeDefined();
  });

  it('are never given for drafts, for what is over, or for what waits for a person', async () => {
    const { one } = replicas;
    await one.create({ revision: newRevision() });
    const row = await live(one);
    await one.wake(row.id);
    const lease = await leaseOf(one, row.id);
    const attention = 'The namespace is not ours.';
    await one.progress(lease, { state: 'attention', attention });
    await one.release(lease);
    await later(86_400_000);
    expect(await one.claim({ owner: 'a', forMs })).toBeUndefined();

    await one.move({ id: row.id, from: ['attention'], to: 'removing' });
    const last = await leaseOf(one, row.id);
    await one.progress(last, { state: 'removed', lookAgainInMs: 1 });
    await one.release(last);
    await one.wake(row.id);
    await later(86_400_000);
    expect(await one.claim({ owner: 'a', forMs })).toBeUndefined();
  });

  it('write what was seen, and tell everybody', async () => {
    const { one, other } = replicas;
    const row = await submitted(one);
    await decide(one, row);
    const lease = await leaseOf(one, row.id);
    const seq = await other.lastSeq();
    const heard: string[] = [];
    const stop = one.onChange(changed => heard.push(changed));
    const proof = {
      what: 'claim is bound',
      outcome: 'proven',
      detail: 'To a volume.',
      at: '2026-01-01T00:00:00.000Z',
    } as const;

    await one.progress(lease, { lookAgainInMs: 5_000 });
    expect(heard).toEqual([]);
    expect(await other.changedSince(seq)).toEqual({ ids: [], seq });

    const expiresAt = '2030-01-01T00:00:00.000Z';
    await one.progress(lease, { proofs: [proof, { ...proof, what: 'b' }] });
    await one.progress(lease, { proofs: [proof], expiresAt });
    await one.progress(lease, { waitsFor: 'Vault', attention: 'Look.' });
    await one.progress(lease, { waitsFor: '', attention: '' });
    stop();
    await one.progress(lease, {
      state: 'live',
      say: { kind: 'proven', text: 'All is there.' },
    });
    expect(heard).toEqual([row.id, row.id, row.id, row.id]);
    expect(await other.proofs(row.id)).toEqual([proof]);
    const now = await other.get(row.id);
    expect(now).toMatchObject({ state: 'live', expiresAt });
    expect(now).not.toHaveProperty('waitsFor');
    expect(now).not.toHaveProperty('attention');
    const changed = await other.changedSince(seq);
    expect(changed.ids).toEqual([row.id]);
    expect(changed.seq).toBe(await other.lastSeq());
    expect(await other.changedSince(changed.seq)).toEqual({
      ids: [],
      seq: changed.seq,
    });
  });

  it('show every change to whoever asks for changes again and again', async () => {
    const { one, other } = replicas;
    const rows = [];
    for (let index = 0; index < 10; index += 1) {
      rows.push(await submitted(one, { spec: { name: `n${index}` } }));
    }
    let seq = await other.lastSeq();
    const seen = new Set<string>();
    let isOver = false;
    const watch = (async () => {
      for (;;) {
        const last = isOver;
        const changed = await other.changedSince(seq);
        seq = changed.seq;
        for (const each of changed.ids) seen.add(each);
        if (last) return;
      }
    })();
    await Promise.all(
      rows.map((row, index) =>
        (index % 2 ? one : other).say(row.id, { kind: 'comment', text: 'Hi.' }),
      ),
    );
    isOver = true;
    await watch;
    expect([...seen].sort()).toEqual(rows.map(row => row.id).sort());
  });
});
