import {
  decide,
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

describe.each(databases.eachSupportedId())('deciding on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  it('approves, reserves and says until when', async () => {
    const { one, other } = replicas;
    const row = await submitted(one, { spec: { days: 2 } });
    expect(await decide(one, row)).toEqual({ state: 'granted' });

    const approved = (await other.get(row.id))!;
    expect(approved).toMatchObject({ state: 'making', approvedRevision: 1 });
    expect(await other.granted(team)).toEqual(sampleAmounts);
    expect(await other.granted('group:default/TEAM-payments')).toEqual(
      sampleAmounts,
    );
    const { decision } = await other.revision(row.id, 1);
    expect(decision).toEqual({
      state: 'approved',
      by: 'user:default/lead',
      at: approved.updatedAt,
    });
    const left =
      Date.parse(approved.expiresAt!) - Date.parse(approved.updatedAt);
    expect(Math.abs(left - 2 * 86_400_000)).toBeLessThan(60_000);
  });

  it.each([
    ['twice', { state: 'approved', by: 'user:default/lead' }],
    ['after a rejection', { state: 'rejected', by: 'a', reason: 'No.' }],
    ['after it was withdrawn', { state: 'withdrawn', by: 'a' }],
  ] as const)('does not approve %s', async (_, decision) => {
    const { one, other } = replicas;
    const row = await submitted(one);
    await decide(one, row, { decision });
    const before = await one.get(row.id);
    await expect(decide(other, row)).rejects.toMatchObject(conflict);
    expect(await one.get(row.id)).toEqual(before);
  });

  it('has one of many who decide at once', async () => {
    const row = await submitted(replicas.one);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, index) =>
        decide(index % 2 ? replicas.one : replicas.other, row, {
          decision:
            index % 3
              ? { state: 'approved', by: `user:default/lead-${index}` }
              : {
                  state: 'rejected',
                  by: `user:default/lead-${index}`,
                  reason: 'No.',
                },
        }),
      ),
    );
    const done = answers.filter(({ status }) => status === 'fulfilled');
    expect(done).toHaveLength(1);
    expect(await replicas.one.timeline(row.id)).toHaveLength(3);
  });

  it('decides only what was looked at', async () => {
    const { one, other } = replicas;
    const row = await submitted(one);
    await expect(
      decide(one, row, { hash: 'f'.repeat(64) }),
    ).rejects.toMatchObject(conflict);
    await other.revise({
      revision: newRevision({ requestId: row.id, hash: 'b'.repeat(64) }),
      expected: 1,
      submission: sampleSubmission,
    });

    await expect(decide(one, row)).rejects.toMatchObject(conflict);
    await expect(decide(one, { ...row, revision: 2 })).rejects.toMatchObject(
      conflict,
    );
    expect(await one.granted(team)).toEqual(nothing);
    await decide(one, { ...row, revision: 2 }, { hash: 'b'.repeat(64) });
    expect(await one.get(row.id)).toMatchObject({ approvedRevision: 2 });
  });

  it('lets nobody approve what they asked for or have written a part of', async () => {
    const { one } = replicas;
    const row = await submitted(one, { by: 'user:default/ben' });
    for (const [revision, by] of ['eva', 'tom'].entries()) {
      await one.revise({
        revision: newRevision({ requestId: row.id, by: `user:default/${by}` }),
        expected: revision + 1,
        submission: sampleSubmission,
      });
    }
    const latest = { ...row, revision: 3 };
    for (const by of ['ben', 'Eva', 'TOM']) {
      await expect(
        decide(one, latest, {
          decision: { state: 'approved', by: `user:default/${by}` },
        }),
      ).rejects.toMatchObject({ name: 'NotAllowedError' });
    }
    expect(await decide(one, latest)).toEqual({ state: 'granted' });
  });

  it('approves by itself only what the rules let pass', async () => {
    const { one } = replicas;
    const automatic = { decision: { state: 'automatic' } as const };
    const { row } = await one.create({
      revision: newRevision(),
      submission: sampleSubmission,
    });
    expect(row.state).toBe('waiting');
    await expect(decide(one, row, automatic)).rejects.toMatchObject(conflict);

    const verdict = { say: 'automatic', because: 'It is small.' } as const;
    const revision = newRevision({ verdict, spec: { name: 'small' } });
    const small = await one.create({ revision, submission: sampleSubmission });
    expect(small.row).toMatchObject({ state: 'making', approvedRevision: 1 });
    expect((await one.revision(small.row.id, 1)).decision).toEqual({
      state: 'automatic',
      at: small.row.updatedAt,
    });
    await expect(decide(one, small.row, automatic)).rejects.toMatchObject(
      conflict,
    );
    const [, approved] = await one.timeline(small.row.id);
    expect(approved).toMatchObject({ kind: 'approved', text: 'It is small.' });
    expect(approved).not.toHaveProperty('by');
  });

  it('decides what is submitted in the transaction that writes it, or keeps a draft', async () => {
    const { one, other } = replicas;
    const verdict = { say: 'automatic', because: 'It is small.' } as const;
    const budget = times(7);
    const asks = Array.from({ length: 20 }, (_, index) =>
      (index % 2 ? one : other).create({
        revision: newRevision({ verdict, spec: { name: `n${index}` } }),
        submission: { amounts: sampleAmounts, budget },
      }),
    );
    const answers = await Promise.all(asks);
    const made = answers.filter(({ row }) => row.state === 'making');
    expect(made).toHaveLength(7);
    expect(await one.granted(team)).toEqual(times(7));
    const over = answers.filter(({ row }) => row.state === 'draft');
    expect(over).toHaveLength(13);
    expect(over[0]!.over).toMatchObject({ team, granted: times(7) });
    const story = await one.timeline(over[0]!.row.id);
    expect(story.map(({ kind }) => kind)).toEqual(['asked', 'checked']);
  });

  it('lets wait what has to, whatever the rules say', async () => {
    const { one } = replicas;
    const verdict = { say: 'automatic', because: 'It is small.' } as const;
    const { row } = await one.create({
      revision: newRevision({ verdict }),
      submission: { ...sampleSubmission, waitsFor: 'the namespace' },
    });
    expect(row.state).toBe('waiting');
    expect(await one.granted(team)).toEqual(nothing);
    const automatic = { decision: { state: 'automatic' } as const };
    expect(await decide(one, row, automatic)).toEqual({ state: 'granted' });
  });

  it('leaves what is live as it is when a change is turned down', async () => {
    const { one } = replicas;
    const row = await live(one, { spec: { component: 'component:default/a' } });
    for (const [index, decision] of [
      { state: 'rejected', by: 'user:default/lead', reason: 'Too much.' },
      { state: 'withdrawn', by: row.requestedBy },
    ].entries()) {
      await one.revise({
        revision: newRevision({
          requestId: row.id,
          spec: { component: 'component:default/b' },
        }),
        expected: index + 1,
        submission: sampleSubmission,
      });
      const change = { id: row.id, revision: index + 2 };
      await decide(one, change, { decision: decision as never });
      expect(await one.get(row.id)).toMatchObject({
        state: 'live',
        approvedRevision: 1,
        revision: index + 2,
        component: 'component:default/a',
      });
    }
    expect(await one.granted(team)).toEqual(sampleAmounts);
  });

  it('moves nothing that is there to another place', async () => {
    const { one } = replicas;
    const row = await live(one);
    await expect(
      one.revise({
        revision: newRevision({ requestId: row.id, spec: { name: 'other' } }),
        expected: 1,
        submission: sampleSubmission,
      }),
    ).rejects.toMatchObject(conflict);
    await expect(
      one.revise({
        revision: newRevision({ requestId: row.id }),
        expected: 2,
        submission: sampleSubmission,
      }),
    ).rejects.toMatchObject(conflict);
    await makeLiveAgain(row.id);
  });

  /** A change that is approved is made, and the request is live as before. */
  async function makeLiveAgain(requestId: string) {
    const { one } = replicas;
    await one.revise({
      revision: newRevision({ requestId }),
      expected: 1,
      submission: sampleSubmission,
    });
    await decide(one, { id: requestId, revision: 2 });
    const row = await makeLive(one, requestId);
    expect(row).toMatchObject({ state: 'live', approvedRevision: 2 });
  }
});
