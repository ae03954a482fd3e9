import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller } from '../../../testing/requestsCaller';
import {
  createNamespaces,
  secretIn,
  storefront,
  team,
  volumeIn,
} from '../../../testing/requestsNamespaces';

let portal: RequestsPortal;
const caller = createCaller(() => portal);
const { get, post, put } = caller;
const { liveNamespace, ask, askLive } = createNamespaces(() => portal, caller);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

describe('a namespace that is handed over', () => {
  let path: string;
  let id: string;
  let secret: { id: string; path: string };
  let volume: { id: string; path: string };
  let undecided: { id: string; path: string };

  beforeAll(async () => {
    portal.cluster.allows = () => false;
    ({ path, id } = await liveNamespace('moves', 'ben', {
      quota: { cpu: '1', memory: '1Gi', storage: '95Gi', pods: 10 },
      members: [{ group: storefront, role: 'view' }],
    }));
    secret = await askLive(secretIn('moves'));
    volume = await askLive(volumeIn('moves'));
    undecided = await ask({ ...volumeIn('moves', 'large'), size: '90Gi' });
  });

  it('shows all that goes with it, and so does its removal', async () => {
    const { status, body } = await get('ben', `${path}/hand-over`);
    expect(status).toBe(200);
    const named = (rows: Array<{ kind: string; name: string }>) =>
      rows.map(({ kind, name }) => `${kind} ${name}`);
    expect(named(body.goes)).toEqual([
      'namespace moves',
      'secret db',
      'volume data',
    ]);
    expect(named(body.ends)).toEqual(['volume large']);
    const removal = await get('ben', `${path}/removal`);
    expect(named(removal.body.requests)).toEqual([
      'secret db',
      'volume data',
      'volume large',
    ]);
  });

  it.each([
    ['a person', 'user:default/ben'],
    ['a group that nobody knows', 'group:default/nobody'],
    ['a group in another case', 'group:default/Team-Storefront'],
    ['a short name', 'team-storefront'],
    ['a group of the cluster itself', 'group:default/system-masters'],
    ['a component', 'component:default/checkout'],
  ])('is not given to %s, not even by an administrator', async (_, to) => {
    const before = await portal.store.get(id);
    const lines = await portal.store.audit.search({ limit: 1 });
    for (const who of ['petra', 'ben']) {
      const answer = await post(who, `${path}/hand-over`, { team: to });
      expect([to, answer.status]).toEqual([to, 422]);
      expect(answer.body.error.problems).toEqual([
        { path: 'team', message: expect.any(String) },
      ]);
    }
    expect(await portal.store.get(id)).toEqual(before);
    expect(await portal.store.audit.search({ limit: 1 })).toEqual(lines);
  });

  it('changes nothing before the other team has agreed', async () => {
    expect((await get('emil', path)).status).toBe(404);
    const offered = await post('petra', `${path}/hand-over`, {
      team: storefront,
    });
    expect([offered.status, offered.body]).toEqual([
      202,
      expect.objectContaining({
        team,
        state: 'live',
        offer: {
          team: storefront,
          by: 'user:default/petra',
          until: expect.any(String),
        },
      }),
    ]);
    const again = await post('ben', `${path}/hand-over`, { team: storefront });
    expect(again.status).toBe(409);
    expect((await get('emil', path)).body.may).toMatchObject({
      accept: true,
      decline: true,
      remove: expect.any(String),
      change: expect.any(String),
    });
    const waiting = await get('emil', '/requests?scope=waiting');
    expect(waiting.body.items).toMatchObject([{ id }]);
    expect(portal.sent.at(-1)?.recipients).toMatchObject({
      entityRef: [storefront],
    });
    expect((await get('emil', secret.path)).status).toBe(404);
  });

  it('can be declined, and taken back', async () => {
    const declined = await post('emil', `${path}/decline`);
    expect([declined.status, declined.body.offer]).toEqual([200, undefined]);
    expect((await get('emil', path)).status).toBe(404);
    await post('ben', `${path}/hand-over`, { team: storefront });
    const back = await post('bea', `${path}/decline`);
    expect(back.status).toBe(200);
    expect((await get('ben', path)).body.timeline.at(-1)).toMatchObject({
      kind: 'offer-ended',
      by: 'user:default/bea',
    });
  });

  it('is accepted by members of the other team only, and only as it was looked at', async () => {
    await post('ben', `${path}/hand-over`, { team: storefront });
    const { mark } = (await get('emil', `${path}/hand-over`)).body;
    for (const who of ['ben', 'petra']) {
      const { status } = await post(who, `${path}/accept`, { mark });
      expect([who, status]).toEqual([who, 403]);
    }
    await askLive(volumeIn('moves', 'more'));
    const stale = await post('emil', `${path}/accept`, { mark });
    expect(stale.status).toBe(409);
    expect((await portal.store.get(id))?.team).toBe(team);
  });

  it('is not accepted while something in it is being removed', async () => {
    const more = await askLive(volumeIn('moves', 'going'));
    await post('ben', `${more.path}/remove`, { name: 'going' });
    const { mark } = (await get('emil', `${path}/hand-over`)).body;
    const { status, body } = await post('emil', `${path}/accept`, { mark });
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('The volume "going" is being removed'),
    ]);
    await portal.progress(more.id, { state: 'removed' });
  });

  it('takes everything in it along, in one step', async () => {
    const { mark } = (await get('emil', `${path}/hand-over`)).body;
    const { status, body } = await post('emil', `${path}/accept`, { mark });
    expect([status, body]).toEqual([
      202,
      expect.objectContaining({ team: storefront, state: 'making' }),
    ]);
    for (const each of [{ id }, secret, volume]) {
      const row = await portal.store.get(each.id);
      expect(row).toMatchObject({
        team: storefront,
        state: 'making',
        handedOver: true,
      });
      const { effects, spec, hash } = await portal.store.revision(
        each.id,
        row!.approvedRevision!,
      );
      expect(spec.team).toBe(storefront);
      expect(JSON.stringify(effects)).not.toContain('team-payments');
      expect(hash).toHaveLength(64);
    }
    expect(await portal.store.get(undecided.id)).toMatchObject({
      state: 'expired',
      team,
    });
    const { spec } = (await get('emil', path)).body;
    expect(spec.members).toEqual([]);
    const [line] = await portal.store.audit.search({
      requestId: id,
      event: 'request-hand-over',
      limit: 1,
    });
    expect(line).toMatchObject({
      phase: 'done',
      actor: 'user:default/emil',
      detail: {
        from: team,
        to: storefront,
        along: expect.stringContaining('secret db, volume data'),
      },
    });
  });

  it('leaves nothing of it to whoever had it, the one who asked included', async () => {
    for (const each of [{ path }, secret, volume]) {
      for (const who of ['ben', 'bea']) {
        expect((await get(who, each.path)).status).toBe(404);
      }
    }
    await portal.makeLive(secret.id);
    await portal.makeLive(volume.id);
    const value = await put('ben', `${secret.path}/value`, {
      data: { PASSWORD: 'mine' },
    });
    expect(value.status).toBe(404);
    const removal = await post('ben', `${volume.path}/remove`, {
      name: 'data',
    });
    expect(removal.status).toBe(404);
    const lists = await Promise.all(
      ['mine', 'team'].map(scope =>
        get('ben', `/requests?scope=${scope}&text=moves`),
      ),
    );
    const left = lists.flatMap(({ body }) => body.items);
    expect(left.map(({ state }: { state: string }) => state).sort()).toEqual([
      'expired',
      'expired',
      'removed',
      'removed',
    ]);
    const own = await put('emil', `${secret.path}/value`, {
      data: { PASSWORD: 'ours' },
    });
    expect(own.status).toBe(200);
  });
});

it('does not write a value for a team that lost the secret while it was on its way', async () => {
  const { path } = await liveNamespace('late');
  const secret = await askLive(secretIn('late'));
  await post('ben', `${path}/hand-over`, { team: storefront });
  const { mark } = (await get('emil', `${path}/hand-over`)).body;
  // What is written down before the act takes a while; meanwhile the team loses it.
  const { append } = portal.store.audit;
  let accepted: number | undefined;
  jest.spyOn(portal.store.audit, 'append').mockImplementation(async line => {
    if (line.event === 'secret-value-write' && accepted === undefined) {
      accepted = 0;
      accepted = (await post('emil', `${path}/accept`, { mark })).status;
    }
    return append(line);
  });
  const before = portal.vault.values.size;
  const { status } = await put('ben', `${secret.path}/value`, {
    data: { PASSWORD: 'old' },
  });
  jest.restoreAllMocks();
  expect([accepted, status]).toEqual([202, 404]);
  expect(portal.vault.values.size).toBe(before);
});

it('hands a secret alone only to a team that has a right in its namespace', async () => {
  await liveNamespace('alone');
  const secret = await askLive(secretIn('alone'));
  await post('ben', `${secret.path}/hand-over`, { team: storefront });
  const { mark } = (await get('emil', `${secret.path}/hand-over`)).body;
  portal.cluster.allows = () => false;
  const refused = await post('emil', `${secret.path}/accept`, { mark });
  expect(refused.status).toBe(409);
  portal.cluster.allows = ({ groups }) => groups.includes('team-storefront');
  const accepted = await post('emil', `${secret.path}/accept`, { mark });
  expect(accepted.status).toBe(202);
});
