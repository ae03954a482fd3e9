import type { RequestState } from '@paddock/backstage-plugin-paddock-common';
import { createRandom } from '../../../testing/random';
import {
  decide,
  leaseOf,
  live,
  newRevision,
  type Replicas,
  requestDatabases,
  startReplicas,
  submitted,
} from '../../../testing/requestStores';
import {
  sampleAmounts,
  sampleBudget,
  sampleSubmission,
} from '../../../testing/sampleRequests';
import type { RequestRow, RequestStore } from './contract';

const databases = requestDatabases();
const team = 'group:default/team-payments';
const conflict = { name: 'ConflictError' };
const states: RequestState[] = [
  'draft',
  'waiting',
  'making',
  'attention',
  'live',
  'removing',
  'withdrawn',
  'rejected',
  'expired',
  'removed',
];
const over: RequestState[] = ['withdrawn', 'rejected', 'expired', 'removed'];

/** The life of a request as the documentation tells it, first without and then with something that was approved. */
const lifeBefore: Partial<Record<RequestState, RequestState[]>> = {
  draft: ['waiting', 'making', 'withdrawn', 'expired'],
  waiting: ['draft', 'making', 'rejected', 'withdrawn', 'expired'],
};
const lifeAfter: Partial<Record<RequestState, RequestState[]>> = {
  waiting: ['making', 'live', 'removing'],
  making: ['live', 'attention', 'removing'],
  attention: ['making', 'live', 'waiting', 'removing'],
  live: ['waiting', 'making', 'attention', 'removing'],
  removing: ['attention', 'removed', 'expired'],
};

describe.each(databases.eachSupportedId())('lives on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  it('end for good', async () => {
    const { one, knex } = replicas;
    const row = await live(one);
    await one.move({ id: row.id, from: ['live'], to: 'removing' });
    const lease = await leaseOf(one, row.id);
    await one.progress(lease, { state: 'removed' });
    const last = await one.get(row.id);
    const story = await one.timeline(row.id);

    const by = row.requestedBy;
    const amounts = sampleAmounts;
    const budget = sampleBudget;
    for (const act of [
      () => one.say(row.id, { kind: 'comment', by, text: 'Hello?' }),
      () => one.progress(lease, { state: 'live' }),
      () =>
        one.handOver({
          id: row.id,
          team: 'group:b',
          by,
          budget,
          moves: [
            {
              revision: newRevision({ requestId: row.id }),
              expected: 1,
              amounts,
            },
          ],
        }),
      () =>
        one.offer({
          id: row.id,
          team: 'group:b',
          from: row.team,
          by,
          forMs: 1_000,
          text: '',
        }),
      () =>
        one.revise({
          revision: newRevision({ requestId: row.id }),
          expected: 1,
          submission: sampleSubmission,
        }),
      ...states.map(
        to => () => one.move({ id: row.id, from: ['removed'], to }),
      ),
    ]) {
      await expect(act()).rejects.toMatchObject(conflict);
    }
    expect(await one.get(row.id)).toEqual(last);
    expect(await one.timeline(row.id)).toEqual(story);
    expect(await one.standing()).toEqual([]);

    // Neither does the database let anybody bring it back to life.
    await expect(
      knex('requests').where({ id: row.id }).update({ state: 'live' }),
    ).rejects.toMatchObject({
      message: expect.stringContaining('the request is over'),
    });
  });

  it('make nothing that was not approved', async () => {
    const { one } = replicas;
    const row = await submitted(one);
    for (const to of ['making', 'live', 'removing', 'removed'] as const) {
      await expect(
        one.move({ id: row.id, from: ['waiting'], to }),
      ).rejects.toMatchObject(conflict);
      const lease = await leaseOf(one, row.id);
      await expect(one.progress(lease, { state: to })).rejects.toMatchObject(
        conflict,
      );
      await one.release(lease);
    }
    expect(await one.get(row.id)).toMatchObject({ state: 'waiting' });
  });

  it('end only after what was made is removed', async () => {
    const { one } = replicas;
    const row = await live(one);
    for (const to of over) {
      await expect(
        one.move({ id: row.id, from: ['live'], to }),
      ).rejects.toMatchObject(conflict);
    }
  });

  it('are a path of the state machine, whatever is tried', async () => {
    const random = createRandom();
    const stores = [replicas.one, replicas.other];
    const { row } = await replicas.one.create({
      revision: newRevision(),
    });
    let before = row;
    for (let step = 0; step < 200; step += 1) {
      const store = random.pick(stores);
      await tryOne(store, before, random).catch(error => {
        if (!/^(Conflict|NotAllowed)Error$/.test(error.name)) throw error;
      });
      const after = (await replicas.one.get(row.id))!;
      const isApproved = before.approvedRevision !== undefined;
      const life = isApproved ? lifeAfter : lifeBefore;
      const allowed = [before.state, ...(life[before.state] ?? [])];
      expect(allowed).toContain(after.state);
      const held = await replicas.one.granted(team);
      const isHolding =
        after.approvedRevision !== undefined && !over.includes(after.state);
      expect(held.pods > 0).toBe(isHolding);
      before = after;
    }
    const story = await replicas.one.timeline(row.id);
    const seqs = story.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    const revisions = story.map(({ revision }) => revision);
    expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
  });
});

type Random = ReturnType<typeof createRandom>;

/** Anything that anybody could try, allowed or not. */
async function tryOne(
  store: RequestStore,
  { id, revision }: RequestRow,
  random: Random,
) {
  const by = 'user:default/lead';
  const decision = random.pick([
    { state: 'automatic' },
    { state: 'approved', by },
    { state: 'approved', by },
    { state: 'rejected', by, reason: 'No.' },
    { state: 'withdrawn', by },
  ] as const);
  const isLasting = random.below(10) > 0;
  const acts = [
    () => decide(store, { id, revision }, { decision }),
    () =>
      store.revise({
        revision: newRevision({ requestId: id }),
        expected: revision - random.below(2),
        submission: random.pick([undefined, sampleSubmission]),
      }),
    () => store.move({ id, from: states, to: random.pick(states) }),
    async () => {
      await store.wake(id);
      const lease = await store.claim({ owner: 'test', forMs: 60_000 });
      if (!lease) return;
      const state = random.pick(states);
      try {
        await store.progress(lease, { state, lookAgainInMs: 0 });
      } finally {
        await store.release(lease);
      }
    },
  ];
  // Mostly, it goes on: else every walk would soon be over.
  const ends = decision.state === 'rejected' || decision.state === 'withdrawn';
  if (ends && isLasting) return;
  await random.pick(acts)();
}
