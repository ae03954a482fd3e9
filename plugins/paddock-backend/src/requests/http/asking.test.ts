import type {
  DryRun,
  RequestOptions,
} from '@paddock/backstage-plugin-paddock-common';
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

describe('asking', () => {
  it('shows beforehand what would come of it', async () => {
    const { status, body } = await post('ben', '/requests/check', {
      spec: production('shown'),
    });
    expect(status).toBe(200);
    expect(body.problems).toEqual([]);
    expect(body.verdict).toMatchObject({
      say: 'approval',
      approvers: [
        'group:default/team-payments-leads',
        'group:default/platform-admins',
      ],
    });
    expect(body.budget).toMatchObject({
      granted: { pods: 0 },
      after: { pods: 10 },
      budget: { pods: 900 },
    });
    const outcomes = new Map(
      (body.dryRun as DryRun[]).map(each => [each.object, each.outcome.state]),
    );
    expect(outcomes.get('Namespace shown')).toBe('accepted');
    expect(outcomes.get('ServiceAccount shown/app')).toBe('partly');
    // Tried where there is a namespace, and under its own name.
    const quota = portal.cluster.tried.find(
      ({ kind }) => kind === 'ResourceQuota',
    );
    expect(quota?.metadata.namespace).toBe('paddock-system');
    expect((await get('ben', '/requests')).body.items).toEqual([]);
  });

  it('makes at once what the rules let pass, and has it recorded before', async () => {
    const { status, body } = await post('ben', '/requests', {
      spec: smallNamespace('at-once'),
    });
    expect([status, body.state]).toEqual([201, 'making']);
    const lines = await portal.store.audit.search({
      requestId: body.id,
      limit: 10,
    });
    expect(
      lines.map(({ actor, event, phase }) => [actor, event, phase]).reverse(),
    ).toEqual([
      ['user:default/ben', 'request-create', 'intended'],
      ['portal', 'request-approve', 'intended'],
      ['portal', 'request-approve', 'done'],
      ['user:default/ben', 'request-create', 'done'],
    ]);
  });

  it('tells approvers of what waits for them', async () => {
    const { body } = await post('ben', '/requests', {
      spec: production('waits'),
    });
    expect(body.state).toBe('waiting');
    const message = portal.sent.find(({ payload }) =>
      payload.link?.endsWith(body.id),
    );
    expect(message).toMatchObject({
      recipients: {
        entityRef: [
          'group:default/team-payments-leads',
          'group:default/platform-admins',
        ],
        excludeEntityRef: 'user:default/ben',
      },
    });
    const { waitingForMe } = (await get('lea', '/requests?scope=waiting')).body;
    expect(waitingForMe).toBe(1);
  });

  it('keeps a draft of anything, and leaves no trace of what it refuses', async () => {
    const wrong = smallNamespace('kube-wrong');
    const refused = await post('ben', '/requests', { spec: wrong });
    expect(refused.status).toBe(422);
    expect(refused.body.error.problems).toEqual([
      { path: 'name', message: expect.stringContaining('reserved') },
    ]);
    const draft = await post('ben', '/requests', { spec: wrong, draft: true });
    expect([draft.status, draft.body.state]).toEqual([201, 'draft']);
    const { items } = (await get('ben', '/requests?text=kube-wrong')).body;
    expect(items).toHaveLength(1);
    const path = `/requests/${draft.body.id}`;
    expect((await post('ben', `${path}/submit`)).status).toBe(422);
    const right = smallNamespace('corrected');
    const edited = await put('ben', `${path}/spec`, {
      spec: right,
      revision: 1,
    });
    expect(edited.body).toMatchObject({ state: 'draft', revision: 2 });
    const submitted = await post('ben', `${path}/submit`);
    expect(submitted.body).toMatchObject({ state: 'making', revision: 3 });
  });

  it('keeps a draft while the cluster is away, and submits nothing', async () => {
    portal.cluster.away = true;
    const spec = smallNamespace('away');
    const submit = await post('ben', '/requests', { spec });
    const draft = await post('ben', '/requests', { spec, draft: true });
    portal.cluster.away = false;
    expect(submit.status).toBe(503);
    expect(draft.status).toBe(201);
  });

  it('does not take a namespace that is there already', async () => {
    const metadata = { name: 'theirs' };
    portal.cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata });
    const { status, body } = await post('ben', '/requests', {
      spec: smallNamespace('theirs'),
    });
    expect(status).toBe(422);
    expect(body.error.message).toContain('exists already');
  });

  it('does not submit what the cluster would refuse', async () => {
    portal.cluster.refuses = ({ kind }) =>
      kind === 'ResourceQuota' ? 'quota \u001b[2J is not good' : undefined;
    const { status, body } = await post('ben', '/requests', {
      spec: smallNamespace('refused'),
    });
    portal.cluster.refuses = undefined;
    expect(status).toBe(422);
    expect(body.error.message).toContain('quota \\u001b[2J is not good');
  });

  it('asks for secrets and volumes only where the person may work, or their team will', async () => {
    const secret = (namespace: string) => ({
      kind: 'secret',
      cluster: 'local',
      team: 'group:default/team-payments',
      namespace,
      name: 'db',
      serviceAccount: 'app',
    });
    const check = async (namespace: string) =>
      (await post('ben', '/requests/check', { spec: secret(namespace) })).body;
    portal.cluster.allows = ({ groups }, { namespace }) =>
      namespace === 'payments' && groups.includes('team-payments');
    for (const own of ['payments', 'at-once', 'waits']) {
      const { problems } = await check(own);
      expect([own, problems]).toEqual([own, []]);
    }
    const { problems } = await check('storefront');
    expect(problems).toEqual([
      { path: 'namespace', message: expect.any(String) },
    ]);
  });

  it('says once what the portal itself lacks, and who can give it', async () => {
    portal.cluster.lacksRights = true;
    const { body } = await post('ben', '/requests/check', {
      spec: smallNamespace('no-rights'),
    });
    portal.cluster.lacksRights = false;
    expect(body.verdict.because).toEqual([
      'The cluster would refuse it.',
      expect.stringMatching(
        /^Namespace no-rights and \d+ more: The portal has no right .* deploy\/provisioning\.yaml\.$/,
      ),
    ]);
  });

  it('says that Vault has to be waited for', async () => {
    portal.vault.state = { state: 'sealed' };
    const { body } = await post('ben', '/requests/check', {
      spec: smallNamespace('sealed'),
    });
    const options = await get('ben', '/requests/options');
    portal.vault.state = { state: 'ready' };
    expect(body.dryRun).toContainEqual({
      object: 'Vault',
      outcome: {
        state: 'partly',
        message: 'It would have to wait for Vault, which is sealed.',
      },
    });
    expect(options.body.clusters[0].vaultWaitsFor).toBe(
      'Vault, which is sealed',
    );
  });

  it('offers what a person may choose from', async () => {
    const { status, body } = await get('ben', '/requests/options');
    expect(status).toBe(200);
    expect(body.clusters).toMatchObject([
      { name: 'local', storageClasses: [{ name: 'fast' }] },
    ]);
    expect(body.teams).toMatchObject([
      { team: 'group:default/team-payments', budget: { pods: 900 } },
    ]);
    const names = (body as RequestOptions).namespaces.map(
      each => each.namespace,
    );
    expect(names).toEqual(
      expect.arrayContaining(['payments', 'at-once', 'waits']),
    );
    expect(names).not.toContain('storefront');
  });
});

describe('a double click', () => {
  const key = { 'Idempotency-Key': 'the-same' };

  it('is one request, however often it comes', async () => {
    const spec = smallNamespace('clicked');
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('ben', '/requests', { spec }, key)),
    );
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    // What it has made does not refuse its repetition.
    const metadata = { name: 'clicked', labels: {} };
    portal.cluster.put({ apiVersion: 'v1', kind: 'Namespace', metadata });
    const late = await post('ben', '/requests', { spec }, key);
    expect([late.status, ids.has(late.body.id)]).toEqual([200, true]);
  });

  it('with another body is refused', async () => {
    const { status } = await post(
      'ben',
      '/requests',
      { spec: smallNamespace('clicked-else') },
      key,
    );
    expect(status).toBe(422);
  });

  it('of another person is another request', async () => {
    const { status, body } = await post(
      'emil',
      '/requests',
      {
        spec: smallNamespace('storefront-own', {
          team: 'group:default/team-storefront',
        }),
      },
      key,
    );
    expect([status, body.requestedBy]).toEqual([201, 'user:default/emil']);
  });

  it.each([' ', 'a b', 'x'.repeat(201)])('has no key like %j', async bad => {
    const { status } = await post(
      'ben',
      '/requests',
      { spec: smallNamespace('bad-key') },
      { 'Idempotency-Key': bad },
    );
    expect(status).toBe(400);
  });
});

it('gives a name to one of two who ask at once, and tells the other nothing of them', async () => {
  const ask = (who: string, team: string) =>
    post(who, '/requests', {
      spec: production('contested', { team: `group:default/${team}` }),
    });
  const answers = await Promise.all([
    ask('ben', 'team-payments'),
    ask('emil', 'team-storefront'),
  ]);
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 409]);
  const { text } = answers.find(({ status }) => status === 409)!;
  expect(text).not.toMatch(/ben|emil|team-/);
});

it('never grants more than the budget, however many ask at once', async () => {
  const spec = (name: string) =>
    smallNamespace(name, {
      team: 'group:default/team-storefront',
      quota: { cpu: '3', memory: '1Gi', storage: '1Gi', pods: 1 },
    });
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      post('emil', '/requests', { spec: spec(`many-${at}`) }),
    ),
  );
  const granted = await portal.store.granted('group:default/team-storefront');
  expect(granted.cpuMilli).toBeLessThanOrEqual(10_000);
  const made = answers.filter(({ body }) => body.state === 'making');
  expect(made.length).toBeGreaterThan(0);
  expect(made.length).toBeLessThanOrEqual(3);
  for (const { status } of answers) expect([201, 422]).toContain(status);
});
