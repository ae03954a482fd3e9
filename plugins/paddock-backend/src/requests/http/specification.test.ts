import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import { createCaller, smallNamespace } from '../../../testing/requestsCaller';

let portal: RequestsPortal;
const { get, post, put } = createCaller(() => portal);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

const volume = (more: object = {}) => ({
  kind: 'volume',
  cluster: 'local',
  team: 'group:default/team-payments',
  namespace: 'payments',
  name: 'data',
  size: '1Gi',
  storageClass: 'fast',
  accessMode: 'ReadWriteOnce',
  ...more,
});

const secret = (more: object = {}) => ({
  kind: 'secret',
  cluster: 'local',
  team: 'group:default/team-payments',
  namespace: 'payments',
  name: 'db',
  serviceAccount: 'app',
  ...more,
});

const cyrillicA = '\u0430';

describe('a specification is answered with 422', () => {
  const refuses = async (spec: object) => {
    const before = (await get('ben', '/requests')).body.matching;
    const { status, body } = await post('ben', '/requests', { spec });
    expect([spec, status, body.error?.name]).toEqual([
      spec,
      422,
      'UnprocessableError',
    ]);
    expect((await get('ben', '/requests')).body.matching).toBe(before);
    return body.error.problems.map(({ path }: { path: string }) => path);
  };

  // H17, H18
  it.each([
    'kube-system',
    'kube-foo',
    'default',
    'openshift-ingress',
    'paddock-system',
    'corp-secrets',
    'Upper',
    'x'.repeat(64),
    '-lead',
    'trail-',
    'with.dot',
    `p${cyrillicA}yments`,
    'newline\n',
    'nul\u0000',
    '',
    'a/b',
    '..',
    'a%2fb',
  ])('for the name %j', async name => {
    expect(await refuses(smallNamespace(name))).toContain('name');
  });

  // H21
  it.each(['privileged', 'Privileged', 'restricted ', ''])(
    'for the Pod Security level %j',
    async podSecurity => {
      const spec = smallNamespace('level', { podSecurity });
      expect(await refuses(spec)).toEqual(['podSecurity']);
    },
  );

  // H22
  it.each(['cluster-admin', 'admin', 'system:node', '*', 'VIEW', ''])(
    'for the role %j',
    async role => {
      const members = [{ group: 'group:default/team-storefront', role }];
      const spec = smallNamespace('role', { members });
      expect(await refuses(spec)).toEqual(['members.0.role']);
    },
  );

  // H25
  it.each([
    'system:masters',
    'system:authenticated',
    'system:serviceaccount:payments:app',
    'group:default/system:masters',
    'group:default/system-masters',
    'user:default/ben',
    'User: *',
    '*',
    'Group:default/team-payments',
    'group:default/nobody',
  ])('for the member %j', async member => {
    const members = [{ group: member, role: 'view' }];
    const spec = smallNamespace('member', { members });
    expect(await refuses(spec)).toContain('members.0.group');
  });

  // H23
  it.each([
    ['cpu', '-1'],
    ['cpu', '1e1000'],
    ['cpu', '0x10'],
    ['cpu', 'NaN'],
    ['cpu', '1,5'],
    ['cpu', '１'],
    ['cpu', ''],
    ['cpu', ' 1'],
    ['memory', '1m'],
    ['memory', '-1Gi'],
    ['memory', '9Ei'],
    ['memory', 'Infinity'],
    ['storage', '1GiB'],
  ])('for %s of %j', async (field, amount) => {
    const spec = smallNamespace('quota');
    const quota = { ...spec.quota, [field]: amount };
    const paths = await refuses({ ...spec, quota });
    expect(paths).toEqual([`quota.${field}`]);
  });

  it.each([-1, 0, 1_000_000])('for %i pods', async pods => {
    const spec = smallNamespace('pods');
    const paths = await refuses({ ...spec, quota: { ...spec.quota, pods } });
    expect(paths).toEqual(['quota.pods']);
  });

  // H42
  it.each([
    'team-a/../team-b',
    'team-a//x',
    'a%2e',
    'DB',
    'db/',
    'db ',
    '+',
    '*',
    'd\u0432',
    '..',
    'a.b',
  ])('for the secret %j', async name => {
    expect(await refuses(secret({ name }))).toContain('name');
    expect(await refuses(secret({ namespace: name }))).toContain('namespace');
  });

  it.each(['default', '*', 'app/../x', ''])(
    'for the service account %j',
    async serviceAccount => {
      const paths = await refuses(secret({ serviceAccount }));
      expect(paths).toEqual(['serviceAccount']);
    },
  );

  // H56
  it.each([
    ['size', { size: '1Pi' }],
    ['size', { size: '0' }],
    ['storageClass', { storageClass: 'theirs' }],
    ['accessMode', { accessMode: 'ReadWriteMany' }],
    ['accessMode', { accessMode: 'ReadWriteAnything' }],
    ['fromSnapshot', { fromSnapshot: 'of-another-team' }],
    ['fromSnapshot', { fromSnapshot: '../storefront/snap' }],
    ['namespace', { namespace: 'storefront' }],
    ['name', { name: '../data' }],
  ])('for the %s of the volume %j', async (path, more) => {
    expect(await refuses(volume(more))).toContain(path);
  });

  it.each([
    ['cluster', { cluster: 'nowhere' }],
    ['component', { component: 'nothing' }],
    ['component', { component: 'user:default/ben' }],
    ['team', { team: 'user:default/ben' }],
    ['purpose', { purpose: 'turn\u202ed' }],
  ])('for the %s of %j', async (path, more) => {
    expect(await refuses(smallNamespace('common', more))).toContain(path);
  });
});

// H56
it('lets no volume shrink', async () => {
  portal.cluster.put({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota', namespace: 'payments' },
    status: {
      hard: { 'requests.storage': '100Gi' },
      used: { 'requests.storage': '1Gi' },
    },
  });
  const spec = volume({ name: 'shrinking', size: '5Gi' });
  const asked = await post('ben', '/requests', { spec });
  const { id } = asked.body;
  if (asked.body.state === 'waiting') {
    const page = await get('lea', `/requests/${id}`);
    await post('lea', `/requests/${id}/approve`, { hash: page.body.hash });
  }
  await portal.makeLive(id);
  const change = { spec: { ...spec, size: '4Gi' }, revision: 1 };
  const { status, body } = await put('ben', `/requests/${id}/spec`, change);
  expect(status).toBe(422);
  expect(body.error.problems).toMatchObject([{ path: 'size' }]);
  const left = await post('ben', '/requests/check', {
    spec: volume({ name: 'more', size: '100Gi' }),
  });
  expect(left.body.verdict.say).toBe('no');
});
