import { randomUUID } from 'node:crypto';
import {
  decide,
  newRevision,
  type Replicas,
  requestDatabases,
  startReplicas,
  submitted,
} from '../../../../testing/requestStores';
import {
  namespaceSpec,
  volumeSpec,
  sampleSubmission,
} from '../../../../testing/sampleRequests';

const databases = requestDatabases();

describe.each(databases.eachSupportedId())('creating on %s', id => {
  let replicas: Replicas;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
  });
  afterEach(() => replicas.end());

  it('keeps what was asked, and tells it as it was', async () => {
    const { one, other } = replicas;
    const revision = newRevision({
      spec: { component: 'component:default/Shop', days: 30 },
      by: 'user:default/Ben',
    });
    const { row, existed } = await one.create({
      revision,
      submission: sampleSubmission,
    });

    expect(existed).toBe(false);
    expect(row).toMatchObject({
      id: revision.requestId,
      kind: 'namespace',
      cluster: 'local',
      namespace: 'payments',
      name: 'payments',
      team: 'group:default/team-payments',
      component: 'component:default/shop',
      state: 'waiting',
      revision: 1,
      requestedBy: 'user:default/ben',
      fence: 0,
    });
    expect(row).not.toHaveProperty('approvedRevision');
    expect(row).not.toHaveProperty('expiresAt');
    expect(Date.parse(row.createdAt)).toBeGreaterThan(Date.UTC(2020, 0));
    expect(await other.get(row.id)).toEqual(row);
    expect(await other.revision(row.id, 1)).toEqual({
      ...revision,
      by: 'user:default/ben',
      revision: 1,
      at: expect.any(String),
      decision: { state: 'open' },
    });
    expect(await other.timeline(row.id)).toEqual([
      expect.objectContaining({
        kind: 'asked',
        by: 'user:default/ben',
        revision: 1,
      }),
      expect.objectContaining({
        kind: 'checked',
        text: 'It needs an approval. It is for production.',
      }),
    ]);
  });

  it('makes one request of 50 identical submits over two replicas', async () => {
    const submits = Array.from({ length: 50 }, (_, index) =>
      (index % 2 ? replicas.one : replicas.other).create({
        revision: newRevision(),
        submission: sampleSubmission,
        idempotency: { key: 'double-click', bodyHash: 'b'.repeat(64) },
      }),
    );
    const answers = await Promise.all(submits);

    expect(new Set(answers.map(({ row }) => row.id)).size).toBe(1);
    expect(answers.filter(({ existed }) => !existed)).toHaveLength(1);
    expect(await replicas.one.standing()).toHaveLength(1);
    expect(await replicas.one.timeline(answers[0]!.row.id)).toHaveLength(2);
  });

  it('makes as many of the same key as there are people', async () => {
    for (const by of ['user:default/ben', 'user:default/eva']) {
      await replicas.one.create({
        revision: newRevision({ by, spec: { name: by.slice(-3) } }),
        submission: sampleSubmission,
        idempotency: { key: 'k', bodyHash: 'b' },
      });
    }
    expect(await replicas.one.standing()).toHaveLength(2);
  });

  it('refuses a key that comes with another body', async () => {
    const { one, other } = replicas;
    const idempotency = { key: 'k', bodyHash: 'b' };
    const revision = newRevision();
    await one.create({ revision, submission: sampleSubmission, idempotency });

    const another = { key: 'k', bodyHash: 'c' };
    await expect(
      other.create({
        revision: newRevision({ spec: { name: 'other' } }),
        submission: sampleSubmission,
        idempotency: another,
      }),
    ).rejects.toMatchObject({ statusCode: 422 });
    const person = revision.by;
    await expect(
      other.replayed({ person, idempotency: another }),
    ).rejects.toMatchObject({ statusCode: 422 });
    expect(await other.replayed({ person, idempotency })).toMatchObject({
      id: revision.requestId,
    });
    expect(
      await other.replayed({ person: 'user:default/eva', idempotency }),
    ).toBeUndefined();
    expect(await one.standing()).toHaveLength(1);
  });

  it('lets a key be used again whose request was refused', async () => {
    const { one } = replicas;
    await submitted(one);
    const idempotency = { key: 'k', bodyHash: 'b' };
    await expect(
      one.create({
        revision: newRevision(),
        submission: sampleSubmission,
        idempotency,
      }),
    ).rejects.toThrow('Take another name');
    const revision = newRevision({ spec: { name: 'other' } });
    const created = await one.create({
      revision,
      submission: sampleSubmission,
      idempotency,
    });
    expect(created.existed).toBe(false);
  });

  it('gives a target to one of many who ask at once, and tells nobody whose it is', async () => {
    const asks = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 ? replicas.one : replicas.other).create({
          revision: newRevision({ by: `user:default/person-${index}` }),
          submission: sampleSubmission,
        }),
      ),
    );
    expect(asks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const ask of asks) {
      if (ask.status === 'fulfilled') continue;
      expect(ask.reason).toMatchObject({ name: 'ConflictError' });
      expect(ask.reason.message).not.toMatch(/person|team/);
    }
  });

  it('has a target free again once the request is over, and for drafts always', async () => {
    const { one } = replicas;
    const row = await submitted(one);
    const draft = await one.create({ revision: newRevision() });
    const submitDraft = () =>
      one.revise({
        revision: newRevision({ requestId: draft.row.id }),
        expected: 1,
        submission: sampleSubmission,
      });
    await expect(submitDraft()).rejects.toMatchObject({
      name: 'ConflictError',
    });

    await decide(one, row, {
      decision: { state: 'withdrawn', by: row.requestedBy },
    });
    expect((await submitDraft()).row.state).toBe('waiting');
  });

  it('keeps kinds and namespaces apart', async () => {
    const { one } = replicas;
    const base = volumeSpec('payments', 'data');
    await submitted(one, { spec: base });
    await submitted(one, { spec: volumeSpec('orders', 'data') });
    await submitted(one, { spec: { ...base, cluster: 'other' } });
    await submitted(one, { spec: namespaceSpec('data') });
    await expect(submitted(one, { spec: base })).rejects.toThrow(
      'Take another name',
    );
  });

  it('takes text that no database would take as it is', async () => {
    const { one } = replicas;
    const { row } = await one.create({
      revision: newRevision({ spec: { name: 'a\0b\ud800', purpose: '\0' } }),
    });
    expect(row.name).toBe('a\ufffdb\ufffd');
    await one.say(row.id, { kind: 'comment', text: 'A\0B' });
    const timeline = await one.timeline(row.id);
    expect(timeline.at(-1)?.text).toBe('A\ufffdB');
  });

  it('knows nothing of other ids', async () => {
    const { one } = replicas;
    for (const unknown of [randomUUID(), "'; drop table requests", '']) {
      expect(await one.get(unknown)).toBeUndefined();
      expect(await one.timeline(unknown)).toEqual([]);
      expect(await one.proofs(unknown)).toEqual([]);
      await one.wake(unknown);
      await expect(
        one.say(unknown, { kind: 'comment', text: 'Hello.' }),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(one.revision(unknown, 1)).rejects.toMatchObject({
        name: 'NotFoundError',
      });
    }
  });
});
