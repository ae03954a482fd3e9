import { randomUUID } from 'node:crypto';
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
  namespaceSpec,
  sampleAmounts,
  sampleBudget,
  secretSpec,
  volumeSpec,
  sampleSubmission,
} from '../../../testing/sampleRequests';
import type { RequestRow } from './contract';

const databases = requestDatabases();
const conflict = { name: 'ConflictError' };
const team = 'group:default/team-payments';
const to = 'group:default/team-orders';
const by = 'user:default/emil';
const none = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0, pods: 0 };

describe.each(databases.eachSupportedId())('handing over on %s', id => {
  let replicas: Replicas;
  let namespace: RequestRow;
  let secret: RequestRow;
  beforeEach(async () => {
    replicas = await startReplicas(await databases.init(id));
    namespace = await live(replicas.one, { spec: namespaceSpec('pay') });
    secret = await live(replicas.one, { spec: secretSpec('pay', 'db') });
  });
  afterEach(() => replicas.end());

  const offer = (forMs = 60_000, row = namespace) =>
    replicas.one.offer({
      id: row.id,
      team: to,
      from: team,
      by,
      forMs,
      text: '',
    });
  const moveOf = ({ id: requestId, kind, revision }: RequestRow) => ({
    revision: newRevision({
      requestId,
      spec: {
        ...(kind === 'namespace'
          ? namespaceSpec('pay')
          : secretSpec('pay', 'db')),
        team: to,
      },
      verdict: { say: 'automatic', because: 'Accepted.' },
      by,
    }),
    expected: revision,
    amounts: kind === 'namespace' ? sampleAmounts : none,
  });
  const accept = (rows = [namespace, secret], budget = sampleBudget) =>
    replicas.other.handOver({
      id: namespace.id,
      team: to,
      by,
      budget,
      moves: rows.map(moveOf),
    });
  const teams = async () =>
    Promise.all(
      [namespace, secret].map(
        async row => (await replicas.one.get(row.id))?.team,
      ),
    );

  it('moves everything, its share of the budget, and what is in force', async () => {
    const { one } = replicas;
    const undecided = await submitted(one, { spec: volumeSpec('pay', 'data') });
    const before = await one.granted(team);
    await offer();
    expect((await one.get(namespace.id))?.offer).toMatchObject({ team: to });
    expect(await accept()).toEqual({ state: 'granted' });
    expect(await teams()).toEqual([to, to]);
    for (const row of [namespace, secret]) {
      expect(await one.get(row.id)).toMatchObject({
        state: 'making',
        revision: 2,
        approvedRevision: 2,
        handedOver: true,
      });
      expect(await one.revision(row.id, 2)).toMatchObject({
        decision: { state: 'automatic' },
        spec: { team: to },
      });
    }
    expect((await one.get(namespace.id))?.offer).toBeUndefined();
    expect(await one.granted(team)).toEqual(none);
    expect(await one.granted(to)).toEqual(before);
    expect(await one.get(undecided.id)).toMatchObject({
      state: 'expired',
      team,
    });
  });

  it.each([
    ['was not offered', async () => {}, undefined],
    ['was offered too long ago', () => offer(-1), undefined],
    ['is not all of it', () => offer(), () => [namespace]],
    [
      'is more than there is',
      () => offer(),
      () => [namespace, secret, { ...secret, id: randomUUID() }],
    ],
    [
      'has changed since',
      () => offer(),
      () => [namespace, { ...secret, revision: 2 }],
    ],
  ])('moves nothing of what %s', async (_, before, rows) => {
    await before();
    await expect(accept(rows?.())).rejects.toMatchObject(conflict);
    expect(await teams()).toEqual([team, team]);
  });

  it('moves nothing over the budget', async () => {
    await offer();
    expect(await accept(undefined, none)).toMatchObject({ state: 'over' });
    expect(await teams()).toEqual([team, team]);
    expect(await replicas.one.granted(to)).toEqual(none);
  });

  it('ends a change that the old team has asked for', async () => {
    const { one } = replicas;
    const changed = await one.revise({
      revision: newRevision({
        requestId: secret.id,
        spec: secretSpec('pay', 'db'),
      }),
      expected: 1,
      submission: sampleSubmission,
    });
    secret = changed.row;
    await offer();
    expect(await accept()).toEqual({ state: 'granted' });
    expect((await one.revision(secret.id, 2)).decision.state).toBe('withdrawn');
    await expect(decide(one, secret)).rejects.toMatchObject(conflict);
  });

  it('takes the work from whoever is at it for the old team', async () => {
    const { one } = replicas;
    await one.wake(secret.id);
    const lease = await leaseOf(one, secret.id);
    await offer();
    await accept();
    await expect(one.progress(lease, { state: 'live' })).rejects.toMatchObject(
      conflict,
    );
    await expect(one.renew(lease, 60_000)).rejects.toMatchObject(conflict);
  });

  it('takes a removal from the old team, whichever comes first', async () => {
    const { one } = replicas;
    await offer();
    const answers = await Promise.allSettled([
      accept(),
      one.move({ id: secret.id, team, from: ['live'], to: 'removing' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    const [, removed] = answers;
    expect(await teams()).toEqual(
      removed.status === 'fulfilled' ? [team, team] : [to, to],
    );
  });

  it('lets one of many accept', async () => {
    const before = await replicas.one.granted(team);
    await offer();
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () => accept()),
    );
    const good = answers.filter(({ status }) => status === 'fulfilled');
    expect(good).toHaveLength(1);
    expect(await replicas.one.granted(to)).toEqual(before);
  });

  it('ends with the request that it is about', async () => {
    const { one } = replicas;
    await offer();
    await one.move({ id: namespace.id, from: ['live'], to: 'removing' });
    expect((await one.get(namespace.id))?.offer).toBeUndefined();
    await expect(accept()).rejects.toMatchObject(conflict);
    await expect(
      one.endOffer({ id: namespace.id, team: to, by, text: '' }),
    ).rejects.toMatchObject(conflict);
  });
});

describe.each(databases.eachSupportedId())(
  'a namespace that goes, on %s',
  id => {
    it('lets nothing in it begin to be made', async () => {
      const replicas = await startReplicas(await databases.init(id));
      const { one, other } = replicas;
      const namespace = await live(one, { spec: namespaceSpec('pay') });
      const volume = await submitted(one, { spec: volumeSpec('pay', 'data') });
      await one.move({ id: namespace.id, from: ['live'], to: 'removing' });
      await expect(decide(other, volume)).rejects.toMatchObject(conflict);
      expect((await one.get(volume.id))?.state).toBe('waiting');
      await replicas.end();
    });
  },
);
