import { eventually } from '../../../testing/eventually';
import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import {
  createCaller,
  production,
  smallNamespace,
} from '../../../testing/requestsCaller';

let portal: RequestsPortal;
const { get, post, put } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

let count = 0;
/** A request of Ben's that waits for a decision, with its hash. */
async function waiting(more = {}) {
  count += 1;
  const spec = production(`waiting-${count}`, more);
  const asked = await post('ben', '/requests', { spec });
  const { body } = await get('ben', `/requests/${asked.body.id}`);
  expect(body.state).toBe('waiting');
  return { id: body.id, hash: body.hash, spec, path: `/requests/${body.id}` };
}

async function live() {
  const request = await waiting();
  await post('lea', `${request.path}/approve`, { hash: request.hash });
  await portal.makeLive(request.id);
  return request;
}

describe('a decision', () => {
  it('is for the approvers, and names whoever made it', async () => {
    const { path, hash, id } = await waiting();
    const shown = await get('lea', path);
    expect(shown.body.may).toMatchObject({
      approve: true,
      reject: true,
      edit: expect.any(String),
      writeValue: expect.any(String),
    });
    const approved = await post('lea', `${path}/approve`, { hash });
    expect([approved.status, approved.body]).toEqual([
      202,
      expect.objectContaining({ id, state: 'making', approvedRevision: 1 }),
    ]);
    const { body } = await get('ben', path);
    expect(body.decidedBy).toBe('user:default/lea');
    const lines = await portal.store.audit.search({
      requestId: id,
      event: 'request-approve',
      limit: 5,
    });
    expect(lines.map(({ phase }) => phase)).toEqual(['done', 'intended']);
    expect(lines[0]).toMatchObject({ actor: 'user:default/lea' });
  });

  it('can be no', async () => {
    const { path } = await waiting();
    const text = 'Not now.\u001b[31m\nAsk again.';
    const { status, body } = await post('lea', `${path}/reject`, { text });
    expect([status, body.state]).toEqual([200, 'rejected']);
    const { timeline } = (await get('ben', path)).body;
    expect(timeline.at(-1)).toMatchObject({
      kind: 'rejected',
      by: 'user:default/lea',
      text: 'Not now.\\u001b[31m\nAsk again.',
    });
  });

  it('is not asked for what was withdrawn, by its own people only', async () => {
    const { path } = await waiting();
    expect((await post('lea', `${path}/withdraw`)).status).toBe(403);
    const { status, body } = await post('ben', `${path}/withdraw`);
    expect([status, body.state]).toEqual([200, 'withdrawn']);
  });

  // H2
  it.each([
    ['whoever asked', 'ben'],
    ['a second account of theirs', 'ann'],
    ['somebody of the team who approves nothing', 'bea'],
  ])('is not for %s', async (_, who) => {
    const { path, hash } = await waiting();
    const { status } = await post(who, `${path}/approve`, { hash });
    expect(status).toBe(403);
    const shown = (await get(who, path)).body;
    expect(shown).toMatchObject({
      state: 'waiting',
      may: { approve: expect.any(String), reject: expect.any(String) },
    });
    expect((await post(who, `${path}/reject`, { text: 'no' })).status).toBe(
      403,
    );
  });

  // H2
  it('is not for an administrator who wrote a part of it', async () => {
    const { path, spec } = await waiting();
    const edit = { spec: { ...spec, purpose: 'Mine.' }, revision: 1 };
    const edited = await put('petra', `${path}/spec`, edit);
    expect([edited.status, edited.body.revision]).toEqual([200, 2]);
    const { hash } = (await get('petra', path)).body;
    const own = await post('petra', `${path}/approve`, { hash });
    expect(own.status).toBe(403);
    const other = await post('lea', `${path}/approve`, { hash });
    expect(other.status).toBe(202);
  });

  // H3
  it('holds for exactly what was looked at', async () => {
    const { path, hash, spec } = await waiting();
    const larger = { ...spec, quota: { ...spec.quota, cpu: '2' } };
    const edited = await put('bea', `${path}/spec`, {
      spec: larger,
      revision: 1,
    });
    expect(edited.body.state).toBe('waiting');
    const stale = await post('lea', `${path}/approve`, { hash });
    expect(stale.status).toBe(409);
    const late = await put('ben', `${path}/spec`, { spec, revision: 1 });
    expect(late.status).toBe(409);
    expect((await get('ben', path)).body).toMatchObject({
      state: 'waiting',
      revision: 2,
    });
  });

  // H4
  it('is made once', async () => {
    const { path, hash, id } = await waiting();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post('lea', `${path}/approve`, { hash })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([202, 409, 409, 409, 409]);
    const rejected = await waiting();
    await post('lea', `${rejected.path}/reject`, { text: 'no' });
    const body = { hash: rejected.hash };
    const after = await post('petra', `${rejected.path}/approve`, body);
    expect(after.status).toBe(409);
    const { timeline } = (await get('ben', `/requests/${id}`)).body;
    const approvals = timeline.filter(
      ({ kind }: { kind: string }) => kind === 'approved',
    );
    expect(approvals).toHaveLength(1);
  });

  // H4
  it('comes too late for what has expired', async () => {
    const { path, hash, id } = await waiting();
    await portal.store.move({ id, from: ['waiting'], to: 'expired' });
    const { status } = await post('lea', `${path}/approve`, { hash });
    expect(status).toBe(409);
  });

  it('does not pass the budget that others have taken meanwhile', async () => {
    const quota = { cpu: '25', memory: '1Gi', storage: '1Gi', pods: 1 };
    const one = await waiting({ quota });
    const other = await waiting({ quota });
    const first = await post('lea', `${one.path}/approve`, { hash: one.hash });
    expect(first.status).toBe(202);
    const { hash } = other;
    const second = await post('lea', `${other.path}/approve`, { hash });
    expect(second.status).toBe(409);
    expect((await get('ben', other.path)).body.state).toBe('waiting');
    await portal.makeLive(one.id);
    await post('ben', `${one.path}/remove`, { name: one.spec.name });
    await portal.progress(one.id, { state: 'removed' });
    const third = await post('lea', `${other.path}/approve`, { hash });
    expect(third.status).toBe(202);
  });
});

describe('what is live', () => {
  it('is changed by a new revision, and goes on when that is turned down', async () => {
    const { path, spec } = await live();
    const larger = { ...spec, quota: { ...spec.quota, pods: 20 } };
    const change = { spec: larger, revision: 1 };
    const changed = await put('bea', `${path}/spec`, change);
    expect(changed.body).toMatchObject({
      state: 'waiting',
      revision: 2,
      approvedRevision: 1,
    });
    const { liveSpec, spec: asked } = (await get('lea', path)).body;
    expect([liveSpec.quota.pods, asked.quota.pods]).toEqual([10, 20]);
    const rejected = await post('lea', `${path}/reject`, { text: 'No.' });
    expect(rejected.body).toMatchObject({
      state: 'live',
      approvedRevision: 1,
    });
  });

  it('stays what and where it is', async () => {
    const { path, spec } = await live();
    const elsewhere = { ...spec, name: 'elsewhere' };
    const other = { ...spec, team: 'group:default/team-storefront' };
    for (const moved of [elsewhere, other]) {
      const change = { spec: moved, revision: 1 };
      expect((await put('dora', `${path}/spec`, change)).status).toBe(422);
    }
  });

  it('is handed over only by somebody of both teams', async () => {
    const { path } = await live();
    const team = 'group:default/team-storefront';
    const offered = await post('ben', `${path}/hand-over`, { team });
    expect([offered.status, offered.body]).toEqual([
      202,
      expect.objectContaining({ team: 'group:default/team-payments' }),
    ]);
    const { mark } = (await get('ben', `${path}/hand-over`)).body;
    const tried = await post('ben', `${path}/accept`, { mark });
    expect(tried.status).toBe(403);
    const { status, body } = await post('dora', `${path}/accept`, { mark });
    expect([status, body]).toEqual([
      202,
      expect.objectContaining({ team, state: 'making', revision: 2 }),
    ]);
    const { effects } = (await get('emil', path)).body;
    expect(JSON.stringify(effects)).not.toContain('team-payments');
    expect((await get('bea', path)).status).toBe(404);
    const granted = await portal.store.granted(team);
    expect(granted.pods).toBe(10);
  });

  it('shows what a removal takes away, and asks for the name', async () => {
    const { path, spec, id } = await live();
    const { effects } = (await get('ben', path)).body;
    const [namespace, second] = effects.objects;
    portal.cluster.put(namespace);
    portal.cluster.put({
      ...second,
      metadata: { ...second.metadata, labels: {} },
    });
    portal.cluster.put({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace: spec.name },
    });
    const { body } = await get('ben', `${path}/removal`);
    expect(body.objects.at(-1)).toEqual({
      kind: 'Namespace',
      name: spec.name,
      state: 'ours',
    });
    expect(body.objects.at(-2).state).toBe('foreign');
    expect(body.others).toEqual({ pods: 2, claims: 1 });
    expect(body.vault.map(({ type }: { type: string }) => type)).toContain(
      'path',
    );
    const wrong = await post('ben', `${path}/remove`, { name: 'other' });
    expect(wrong.status).toBe(422);
    const right = await post('ben', `${path}/remove`, { name: spec.name });
    expect([right.status, right.body.state]).toEqual([202, 'removing']);
    expect((await portal.store.get(id))?.state).toBe('removing');
  });

  it('is tried again the way it went wrong', async () => {
    const { path, id, spec } = await live();
    const attention = 'Somebody has to look.';
    const toAttention = () =>
      portal.progress(id, { state: 'attention', attention });
    await portal.store.wake(id);
    await toAttention();
    const making = await post('ben', `${path}/retry`);
    expect([making.status, making.body.state]).toEqual([202, 'making']);
    await post('ben', `${path}/remove`, { name: spec.name });
    await toAttention();
    const removing = await post('ben', `${path}/retry`);
    expect(removing.body.state).toBe('removing');
    expect((await post('emil', `${path}/retry`)).status).toBe(404);
  });

  it('is in the catalog’s list, for services only', async () => {
    const { id } = await live();
    const open = await waiting();
    expect((await get('petra', '/requests/resources')).status).toBe(403);
    const { status, body } = await portal.asService('/requests/resources');
    expect(status).toBe(200);
    const ids = body.items.map((each: { id: string }) => each.id);
    expect(ids).toContain(id);
    expect(ids).not.toContain(open.id);
  });
});

it('is talked about by everybody who sees it', async () => {
  const { path, id } = await waiting();
  const text = 'What is it for?\r\n\u001b]8;;http://evil\u0007click\u202e';
  expect((await post('lea', `${path}/comment`, { text })).status).toBe(204);
  const { timeline } = (await get('ben', path)).body;
  expect(timeline.at(-1)).toMatchObject({
    kind: 'comment',
    by: 'user:default/lea',
    text: 'What is it for?\n\\u001b]8;;http://evil\\u0007click\\u202e',
  });
  const message = portal.sent.at(-1);
  expect(message?.payload).toMatchObject({ link: `/requests/${id}` });
  expect(message?.recipients).toMatchObject({
    entityRef: expect.arrayContaining(['user:default/ben']),
    excludeEntityRef: 'user:default/lea',
  });
});

it('is no longer told of as waiting once it is decided, with names as people say them', async () => {
  const { path, hash } = await waiting();
  const id = path.split('/').at(-1);
  const scope = `paddock:decision:${id}`;
  const told = () =>
    portal.sent.filter(({ payload }) => payload.scope === scope);
  await eventually('it is told', () => told().length === 1);
  expect(told()[0]?.payload.title).toContain('waits for your decision');
  await post('lea', `${path}/approve`, { hash });
  await eventually('it is told anew', () => told().length === 2);
  expect(told()[1]).toMatchObject({
    recipients: {
      entityRef: expect.arrayContaining(['group:default/team-payments-leads']),
    },
    payload: { description: 'Approved by Lea of Paddock.' },
  });
  // Lea's own message waits no longer, either.
  expect(told()[1]?.recipients).not.toHaveProperty('excludeEntityRef');
  expect(told()[1]?.payload.title).toContain('was approved');
});

it('makes at once what an edit brought below the limit', async () => {
  const { path, spec } = await waiting();
  const { body } = await put('bea', `${path}/spec`, {
    spec: smallNamespace(spec.name),
    revision: 1,
  });
  expect(body).toMatchObject({ state: 'making', revision: 2 });
});
