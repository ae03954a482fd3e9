import {
  type RequestsPortal,
  startRequestsPortal,
} from '../../../testing/requests';
import {
  createCaller,
  production,
  smallNamespace,
} from '../../../testing/requestsCaller';
import {
  createNamespaces,
  secretIn,
  storefront,
  volumeIn,
} from '../../../testing/requestsNamespaces';

let portal: RequestsPortal;
const caller = createCaller(() => portal);
const { get, post } = caller;
const { namespaceIs, liveNamespace, ask, askLive, approve } = createNamespaces(
  () => portal,
  caller,
);

beforeAll(async () => {
  portal = await startRequestsPortal();
});
afterAll(() => portal.stop());

describe('a right to a namespace', () => {
  it('is none by a request that nobody has approved', async () => {
    await ask(production('taken'));
    namespaceIs('taken');
    const { status, body } = await post('ben', '/requests', {
      spec: secretIn('taken'),
    });
    expect(status).toBe(422);
    expect(body.error.problems).toEqual([
      { path: 'namespace', message: expect.stringContaining('only in') },
    ]);
  });

  it('is none by an approved request, where the namespace is another one of its name and mark', async () => {
    const { id } = await liveNamespace('swapped');
    expect(
      (await post('ben', '/requests', { spec: secretIn('swapped') })).status,
    ).toBe(201);
    namespaceIs('swapped', id);
    const volume = await post('ben', '/requests', {
      spec: volumeIn('swapped'),
    });
    expect(volume.status).toBe(422);
  });

  it('is not taken from what others only asked for: neither does it make rules easier', async () => {
    portal.cluster.allows = ({ groups }, { namespace }) =>
      namespace === 'foreign' && groups.includes('team-payments');
    const large = {
      quota: { cpu: '9', memory: '1Gi', storage: '1Gi', pods: 10 },
    };
    const waits = await post('ben', '/requests', {
      spec: smallNamespace('foreign', large),
    });
    expect(waits.body.state).toBe('waiting');
    namespaceIs('foreign');
    const { body } = await post('ben', '/requests/check', {
      spec: volumeIn('foreign'),
    });
    expect(body.verdict.say).toBe('approval');
  });

  it('is asked for again when something is approved in it', async () => {
    portal.cluster.allows = ({ groups }, { namespace }) =>
      namespace === 'lent' && groups.includes('team-payments');
    namespaceIs('lent');
    const { path, id } = await ask(secretIn('lent'));
    portal.cluster.allows = () => false;
    const { status, body } = await approve(path);
    expect([status, body.error.message]).toEqual([
      409,
      expect.stringContaining('create deployments'),
    ]);
    expect((await portal.store.get(id))?.state).toBe('waiting');
  });

  it('ends with the namespace, whoever has the next one of its name', async () => {
    const large = { size: '90Gi' };
    const { id: own } = await liveNamespace('reborn', 'ben', {
      quota: { cpu: '1', memory: '1Gi', storage: '95Gi', pods: 10 },
    });
    const { path, id } = await ask({ ...volumeIn('reborn'), ...large });
    expect((await portal.store.get(id))?.state).toBe('waiting');
    await portal.store.move({ id: own, from: ['live'], to: 'removing' });
    const early = await approve(path);
    expect(early.status).toBe(409);
    await portal.progress(own, { state: 'removed' });
    portal.cluster.objects.delete('Namespace//reborn');
    await liveNamespace('reborn', 'emil', { team: storefront });
    portal.cluster.allows = () => true;
    const late = await approve(path);
    expect([late.status, late.body.error.message]).toEqual([
      409,
      expect.stringContaining('another one of this name'),
    ]);
    expect((await portal.store.get(id))?.approvedRevision).toBeUndefined();
  });
});

it('says which workloads use a secret or a volume, to whom the cluster lets see them', async () => {
  await liveNamespace('used');
  const secret = await askLive(secretIn('used'));
  const volume = await askLive(volumeIn('used'));
  const deployment = (name: string, volumes: object[]) =>
    portal.cluster.put({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace: 'used' },
      spec: { template: { spec: { containers: [], volumes } } },
    });
  deployment('api', [
    { name: 'a', configMap: { name: 'db-vault-agent' } },
    { name: 'b', persistentVolumeClaim: { claimName: 'data' } },
  ]);
  deployment('other', [{ name: 'a', secret: { secretName: 'else' } }]);
  portal.cluster.allows = ({ groups }, { verb }) =>
    verb === 'list' && groups.includes('team-payments');
  const users = { items: [{ kind: 'Deployment', name: 'api' }], more: 0 };
  for (const { path } of [secret, volume]) {
    expect((await get('ben', `${path}/users`)).body).toEqual(users);
    expect((await get('ben', `${path}/removal`)).body.users).toEqual(users);
    const hidden = await get('petra', `${path}/users`);
    expect(hidden.body).toEqual({ hidden: true });
    expect((await get('emil', `${path}/users`)).status).toBe(404);
  }
});
