import { ConfigReader } from '@backstage/config';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { prepareAction, type Situation } from '../../testing/actionContext';
import { startPaddockBackend, type Asked } from '../../testing/paddockBackend';
import { createRequestActions } from './actions';

const directory = createMockDirectory();
let backend: Awaited<ReturnType<typeof startPaddockBackend>>;
let answer: (asked: Asked) => { status: number; body: unknown };

beforeEach(async () => {
  backend = await startPaddockBackend(asked => answer(asked));
});
afterEach(() => backend.stop());

function prepare(id: string, input: object, more: Partial<Situation> = {}) {
  const config = new ConfigReader({
    paddock: {
      deploy: { cluster: 'local' },
      vault: {
        address: 'https://vault.example:8200',
        clusters: [
          {
            name: 'local',
            address: 'https://host.cluster:8200',
            delivery: 'agent',
            agentImage: 'registry.example/agent:1',
          },
        ],
      },
    },
  });
  const actions = createRequestActions(config, {
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => backend.url,
    }),
  });
  const action = actions.find(each => each.id === id);
  if (!action) throw new Error(`There is no action ${id}`);
  return prepareAction(action, {
    workspacePath: directory.path,
    input,
    task: { id: 'task-1' },
    step: { id: 'ask' },
    ...more,
  });
}

const quota = { cpu: '2', memory: '4Gi', storage: '20Gi', pods: 20 };
const namespace = {
  name: 'shop',
  team: 'group:default/team-payments',
  environment: 'development',
  quota,
};
const secret = {
  name: 'web',
  namespace: 'shop',
  team: 'group:default/team-payments',
  component: 'component:default/web',
  keys: ['API_KEY'],
};
const volume = {
  name: 'web-data',
  namespace: 'shop',
  team: 'group:default/team-payments',
  size: '1Gi',
  storageClass: 'local-path',
};

const config = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web-vault-agent', namespace: 'shop' },
};
const effects = {
  objects: [config],
  vault: [
    { type: 'policy', name: 'paddock-app.local.shop.web', text: '' },
    {
      type: 'role',
      mount: 'kubernetes-local',
      name: 'paddock-app.local.shop.web',
      serviceAccount: 'app',
      namespace: 'shop',
      policies: ['paddock-app.local.shop.web'],
      audience: 'vault',
      ttlSeconds: 600,
    },
    {
      type: 'path',
      mount: 'secret',
      path: 'paddock/local/shop/apps/web',
      owner: {},
    },
  ],
};

const standing = (state: string, more: object = {}) => ({
  status: 200,
  body: { id: 'r-1', kind: 'namespace', name: 'shop', state, ...more },
});

describe('asking', () => {
  it('asks for a namespace as the person, and does not wait for the approval', async () => {
    answer = () => standing('waiting');
    const { run, output } = prepare('paddock:namespace:request', namespace);
    await run();

    expect(backend.asked).toHaveLength(1);
    const [asked] = backend.asked;
    expect(asked).toMatchObject({
      method: 'POST',
      url: '/api/paddock/requests',
      idempotencyKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      body: {
        spec: {
          kind: 'namespace',
          cluster: 'local',
          name: 'shop',
          team: 'group:default/team-payments',
          environment: 'development',
          quota,
          podSecurity: 'restricted',
          members: [],
          purpose: '',
        },
      },
    });
    // The mock token names who it is on behalf of and which plugin it is for.
    expect(asked?.authorization).toContain('"user:default/mock"');
    expect(asked?.authorization).toContain('"paddock"');
    expect(output).toEqual({
      requestId: 'r-1',
      state: 'waiting',
      approved: false,
      url: '/requests/r-1',
      cluster: 'local',
      namespace: 'shop',
    });
  });

  it('says that a request is granted when it is being made', async () => {
    answer = () => standing('making');
    const { run, output } = prepare('paddock:namespace:request', {
      ...namespace,
      cluster: 'prod-1',
    });
    await run();
    expect(backend.asked[0]?.body.spec.cluster).toBe('prod-1');
    expect(output).toMatchObject({ approved: true, cluster: 'prod-1' });
  });

  it('asks for a volume with the fields that were filled in', async () => {
    answer = () => standing('live');
    const { run, output } = prepare('paddock:volume:request', {
      ...volume,
      component: '',
    });
    await run();
    expect(backend.asked[0]?.body.spec).toEqual({
      kind: 'volume',
      cluster: 'local',
      team: 'group:default/team-payments',
      purpose: '',
      namespace: 'shop',
      name: 'web-data',
      size: '1Gi',
      storageClass: 'local-path',
      accessMode: 'ReadWriteOnce',
      retain: false,
    });
    expect(output).toMatchObject({ claim: 'web-data', singleWriter: true });
  });

  it('tells of a secret how a pod gets it', async () => {
    answer = () => standing('waiting', { effects });
    const { run, output } = prepare('paddock:secret:request', secret);
    await run();
    expect(backend.asked.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/api/paddock/requests'],
      ['GET', '/api/paddock/requests/r-1'],
    ]);
    expect(backend.asked[0]?.body.spec).toMatchObject({
      kind: 'secret',
      serviceAccount: 'app',
      keys: ['API_KEY'],
      component: 'component:default/web',
    });
    expect(output.delivery).toEqual({
      by: 'agent',
      config: 'web-vault-agent',
      address: 'https://host.cluster:8200',
      port: '8200',
      authMount: 'kubernetes-local',
      role: 'paddock-app.local.shop.web',
      audience: 'vault',
      path: 'secret/data/paddock/local/shop/apps/web',
      image: 'registry.example/agent:1',
    });
  });

  it('tells of a secret that an operator delivers which Secret it makes', async () => {
    const made = {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { target: { name: 'web-secret' } },
    };
    answer = () =>
      standing('live', { effects: { ...effects, objects: [made] } });
    const { run, output } = prepare('paddock:secret:request', secret);
    await run();
    expect(output.delivery).toEqual({ by: 'operator', secret: 'web-secret' });
  });

  it('uses one key for every try of a step, and another for anything else', async () => {
    answer = () => standing('waiting');
    const keyOf = async (more: Partial<Situation>) => {
      await prepare('paddock:volume:request', volume, more).run();
      return backend.asked.at(-1)?.idempotencyKey;
    };
    const first = await keyOf({});
    expect(await keyOf({})).toBe(first);
    const others = [
      await keyOf({ task: { id: 'task-2' } }),
      await keyOf({ step: { id: 'other' } }),
      await keyOf({ each: { key: '0', value: 'a' } }),
    ];
    expect(new Set([first, ...others]).size).toBe(4);
  });

  it('passes on the sentence of a refusal', async () => {
    answer = () => ({
      status: 422,
      body: { error: { message: 'The team has 1 CPU left, this asks for 2.' } },
    });
    await expect(
      prepare('paddock:namespace:request', namespace).run(),
    ).rejects.toThrow('The team has 1 CPU left, this asks for 2.');
  });

  it.each([
    [502, '<html>', 'The portal answered 502'],
    [200, '<html>', 'did not say what became of the request'],
    [200, { id: 'r-1', state: 'granted' }, 'did not say what became'],
    [200, { id: '../x', state: 'live' }, 'is not the id of a request'],
  ])('does not take %s %j for success', async (status, body, message) => {
    answer = () => ({ status, body });
    await expect(
      prepare('paddock:namespace:request', namespace).run(),
    ).rejects.toThrow(message);
  });
});

describe('a dry run', () => {
  const check = (verdict: object, problems: object[] = []) => ({
    status: 200,
    body: { verdict, problems, effects, dryRun: [], hash: '' },
  });

  it.each([
    [
      { say: 'automatic', because: 'It is within the budget.' },
      true,
      'A real run is granted at once. It is within the budget.',
    ],
    [
      {
        say: 'approval',
        because: ['It is for production.'],
        approvers: ['group:default/leads'],
      },
      false,
      'A real run waits for an approval by group:default/leads. It is for production.',
    ],
    [
      { say: 'no', because: ['The name is taken.'], instead: 'Take shop-2.' },
      false,
      'A real run is refused as things are now. The name is taken. Take shop-2.',
    ],
  ])('of %j leaves no trace', async (verdict, approved, line) => {
    answer = () => check(verdict);
    const { run, lines, output } = prepare('paddock:secret:request', secret, {
      isDryRun: true,
    });
    await run();
    expect(backend.asked.map(({ url }) => url)).toEqual([
      '/api/paddock/requests/check',
    ]);
    expect(backend.asked[0]?.idempotencyKey).toBeUndefined();
    expect(lines).toContain(`secret web: ${line}`);
    expect(output).toMatchObject({ approved, url: '/requests' });
    expect(output.requestId).toBeUndefined();
  });

  it('says which fields cannot be as they are, on one line each', async () => {
    answer = () =>
      check({ say: 'no', because: [] }, [
        { path: 'quota.cpu', message: 'is not a quantity\u001b[2J\nforged' },
      ]);
    const { run, lines } = prepare('paddock:namespace:request', namespace, {
      isDryRun: true,
    });
    await run();
    expect(lines[0]).toBe('quota.cpu: is not a quantity\ufffdforged');
  });
});

describe('looking whether requests are live', () => {
  const look = async (requests: string[], more: Partial<Situation> = {}) => {
    const { run, output } = prepare(
      'paddock:request:await',
      { requests, seconds: 5 },
      more,
    );
    await run();
    return output;
  };

  it('does not wait for an approval', async () => {
    answer = () => standing('waiting');
    expect(await look(['r-1', ''])).toEqual({
      live: false,
      missing:
        '- The namespace shop waits for approval. [Its request](/requests/r-1)',
    });
    expect(backend.asked).toHaveLength(1);
  });

  it('waits for what is being made, for a short while', async () => {
    answer = () => standing(backend.asked.length < 2 ? 'making' : 'live');
    expect(await look(['r-1'])).toEqual({ live: true, missing: '' });
    expect(backend.asked).toHaveLength(2);
  });

  it('says what a request needs, as plain text', async () => {
    answer = () => standing('attention', { attention: 'see [this](http://x)' });
    expect((await look(['r-1'])).missing).toContain(
      'needs attention: see \\[this\\]\\(http://x\\).',
    );
  });

  it('has nothing to look at where nothing was asked for, or in a dry run', async () => {
    expect(await look(['', ''])).toEqual({ live: true, missing: '' });
    expect(await look(['r-1'], { isDryRun: true })).toMatchObject({
      live: true,
    });
    expect(backend.asked).toEqual([]);
  });

  it('refuses ids that would lead elsewhere, and too many', async () => {
    await expect(look(['../audit'])).rejects.toThrow('is not the id');
    await expect(look(Array(11).fill('r-1'))).rejects.toThrow('at most 10');
    expect(backend.asked).toEqual([]);
  });
});

it('refuses to ask where no cluster is named', async () => {
  const [action] = createRequestActions(new ConfigReader({}), {
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock(),
  });
  const { run } = prepareAction(action!, {
    workspacePath: directory.path,
    input: namespace,
  });
  await expect(run()).rejects.toThrow('No cluster is named.');
});
