import {
  decide,
  leaseOf,
  live,
  makeLive,
  newRevision,
  type Replicas,
  requestDatabases,
  startReplicas,
  submitted,
} from '../../../../testing/requestStores';
import {
  sampleAmounts,
  sampleBudget,
  sampleSubmission,
} from '../../../../testing/sampleRequests';

const databases = requestDatabases();
const team = 'group:default/team-payments';
const conflict = { name: 'ConflictError' };
const nothing = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0, pods: 0 };
const times = (count: number) => ({
  cpuMilli: sampleAmounts.cpuMilli * count,
  memoryBytes: sampleAmounts.memoryBytes * count,
  storageBytes: sampleAmounts.storageBytes * count,
  pods: sampleAmounts.pods * count,
});

describe.each(databases.eachSupportedId())('the budget on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  it('grants of 50 requests over two replicas what the budget holds, and no more', async () => {
    const rows = [];
    for (let index = 0; index < 50; index += 1) {
      rows.push(await submitted(replicas.one, { spec: { name: `n${index}` } }));
    }
    // Room for seven, by one measure only.
    const budget = { ...sampleBudget, pods: sampleAmounts.pods * 7 + 9 };
    const answers = await Promise.all(
      rows.map((row, index) =>
        decide(index % 2 ? replicas.one : replicas.other, row, { budget }),
      ),
    );
    expect(answers.filter(({ state }) => state === 'granted')).toHaveLength(7);
    expect(await replicas.one.granted(team)).toEqual(times(7));
    const standing = await replicas.one.standing();
    expect(standing.filter(({ state }) => state === 'making')).toHaveLength(7);
    expect(standing.filter(({ state }) => state === 'waiting')).toHaveLength(
      43,
    );
    expect(answers).toContainEqual({
      state: 'over',
      look: { team, budget, granted: times(7), after: times(8) },
    });
  });

  it('never passes a budget while requests change hands, shrink, grow and end', async () => {
    const budget = times(5);
    const teams = ['a', 'b'].map(each => `group:default/team-${each}`);
    const rows = [];
    for (let index = 0; index < 12; index += 1) {
      const spec = { name: `n${index}`, team: teams[index % 2]! };
      rows.push(await submitted(replicas.one, { spec }));
    }
    const by = 'user:default/lead';
    const amounts = sampleAmounts;
    const storeOf = (index: number) =>
      index % 3 ? replicas.one : replicas.other;
    const decideAll = rows.map(
      (row, index) => () => decide(storeOf(index), row, { budget }),
    );
    const handOverAll = rows.map((row, index) => () => {
      const to = teams[(index + 1) % 2]!;
      const spec = { name: `n${index}`, team: to };
      const revision = newRevision({ requestId: row.id, spec });
      const moves = [{ revision, expected: 1, amounts }];
      return storeOf(index).handOver({
        id: row.id,
        team: to,
        by,
        budget,
        moves,
      });
    });
    // Half of them are there and offered, and change hands while the others are decided.
    await Promise.all(decideAll.slice(0, 6).map(act => act()));
    for (const [index, row] of rows.slice(0, 6).entries()) {
      await replicas.one.wake(row.id);
      await makeLive(replicas.one, row.id);
      await replicas.one.offer({
        id: row.id,
        team: teams[(index + 1) % 2]!,
        from: row.team,
        by,
        forMs: 60_000,
        text: '',
      });
    }
    const acts = [...handOverAll, ...decideAll.slice(6)];
    await Promise.allSettled(acts.map(act => act()));
    await Promise.allSettled(acts.map(act => act()));

    let granted = 0;
    for (const each of teams) {
      const held = await replicas.one.granted(each);
      expect(held.pods).toBeLessThanOrEqual(budget.pods);
      expect(held.cpuMilli).toBeLessThanOrEqual(budget.cpuMilli);
      granted += held.pods;
    }
    const standing = await replicas.one.standing();
    const approved = standing.filter(row => row.approvedRevision);
    expect(granted).toBe(approved.length * amounts.pods);
    expect(approved.length).toBeGreaterThan(0);
    expect(standing.some(row => row.handedOver)).toBe(true);
  });

  it('writes nothing of a change that is over the budget', async () => {
    const { one } = replicas;
    const row = await live(one);
    const story = await one.timeline(row.id);
    const verdict = { say: 'automatic', because: 'It is small.' } as const;
    const entered = await one.revise({
      revision: newRevision({ requestId: row.id, verdict }),
      expected: 1,
      submission: { amounts: times(3), budget: times(2) },
    });
    expect(entered.over).toMatchObject({ after: times(3) });
    expect(await one.get(row.id)).toEqual(row);
    expect(await one.timeline(row.id)).toEqual(story);
    expect(await one.granted(team)).toEqual(sampleAmounts);
  });

  it('holds the larger share while a change is made, and then what was approved', async () => {
    const { one } = replicas;
    const row = await live(one);
    await one.revise({
      revision: newRevision({ requestId: row.id, by: 'user:default/eva' }),
      expected: 1,
      submission: sampleSubmission,
    });
    const change = { id: row.id, revision: 2 };
    const mixed = { ...sampleAmounts, cpuMilli: 500, pods: 20 };
    const tight = { ...sampleBudget, pods: 19 };
    expect(
      await decide(one, change, { amounts: mixed, budget: tight }),
    ).toMatchObject({ state: 'over', look: { after: { pods: 20 } } });
    await decide(one, change, { amounts: mixed });
    expect(await one.granted(team)).toEqual({ ...sampleAmounts, pods: 20 });

    const lease = await leaseOf(one, row.id);
    await expect(
      one.releaseReserve(lease, { ...mixed, pods: 21 }),
    ).rejects.toMatchObject(conflict);
    await one.releaseReserve(lease, mixed);
    expect(await one.granted(team)).toEqual(mixed);
  });

  it('lets a team ask for less after its budget was cut', async () => {
    const { one } = replicas;
    const row = await live(one);
    await one.revise({
      revision: newRevision({ requestId: row.id }),
      expected: 1,
      submission: sampleSubmission,
    });
    const amounts = { ...sampleAmounts, pods: 5 };
    const cut = { ...sampleBudget, pods: 7 };
    expect(
      await decide(one, { id: row.id, revision: 2 }, { amounts, budget: cut }),
    ).toEqual({ state: 'granted' });
  });

  it.each([-1, 0.5, NaN, Infinity, 1e300])(
    'has no grant of %s',
    async amount => {
      const row = await submitted(replicas.one);
      const amounts = { ...sampleAmounts, pods: amount };
      await expect(decide(replicas.one, row, { amounts })).rejects.toThrow(
        'cannot be granted',
      );
      expect(await replicas.one.granted(team)).toEqual(nothing);
    },
  );

  it('hands over with the share of the budget, or not at all', async () => {
    const { one } = replicas;
    const row = await live(one);
    const to = 'group:default/team-orders';
    const by = row.requestedBy;
    const offer = { team: to, from: team, by, forMs: 60_000, text: '' };
    await one.offer({ id: row.id, ...offer });
    const revision = newRevision({ requestId: row.id, spec: { team: to } });
    const moves = [{ revision, expected: 1, amounts: sampleAmounts }];
    const move = { id: row.id, team: to, by, moves };
    expect(await one.handOver({ ...move, budget: nothing })).toMatchObject({
      state: 'over',
      look: { team: to },
    });
    expect(await one.get(row.id)).toMatchObject({ team });

    await one.handOver({ ...move, budget: sampleBudget });
    expect(await one.get(row.id)).toMatchObject({ team: to, state: 'making' });
    expect(await one.granted(team)).toEqual(nothing);
    expect(await one.granted(to)).toEqual(sampleAmounts);
    await expect(
      one.handOver({ ...move, budget: sampleBudget }),
    ).rejects.toMatchObject(conflict);
  });

  it('gives the share back when it is over', async () => {
    const { one } = replicas;
    const row = await live(one);
    await one.move({ id: row.id, from: ['live'], to: 'removing' });
    const lease = await leaseOf(one, row.id);
    await one.progress(lease, { state: 'removed' });
    expect(await one.granted(team)).toEqual(nothing);
    await one.releaseReserve(lease, sampleAmounts);
    expect(await one.granted(team)).toEqual(nothing);
  });
});
