import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type { SharedClusters } from '@paddock/backstage-plugin-kubernetes-backend-module-paddock';
import { eventually } from '../../testing/eventually';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { startFakeApiServer } from '../../testing/apiServer/fakeApiServer';
import { podObject } from '../../testing/apiServer/podObject';
import { createSilentLogger } from '../../testing/silentLogger';
import { watchedKinds } from '../kube/watch/watched';
import { type Clusters, startClusters } from './clusters';

const kinds = Object.keys(watchedKinds).length;

let server: FakeApiServer;
let running: Clusters | undefined;

beforeEach(async () => {
  server = await startFakeApiServer();
});
afterEach(async () => {
  running?.stop();
  await server.stop();
});

const details = (name: string, over = {}): ClusterDetails => ({
  name,
  url: server.url,
  authMetadata: { 'kubernetes.io/auth-provider': 'localKubectlProxy' },
  ...over,
});

function start(list: () => ClusterDetails[]) {
  const logger = createSilentLogger();
  const asked: Array<{ cluster: string; auth: unknown }> = [];
  const shared: SharedClusters = {
    clusterSupplier: { getClusters: async () => list() },
    authStrategy: {
      getCredential: async (cluster, auth) => {
        asked.push({ cluster: cluster.name, auth });
        return { type: 'anonymous' };
      },
      validateCluster: () => [],
      presentAuthMetadata: () => ({}),
    },
  };
  const clusters = startClusters({
    bridge: { shared: async () => shared },
    auth: mockServices.auth(),
    config: new ConfigReader({}),
    logger,
    refreshMs: 20,
  });
  running = clusters;
  const names = () => clusters.all().map(({ name }) => name);
  return { clusters, logger, asked, names };
}

describe('the clusters of the portal', () => {
  it('are watched with credentials of the portal alone', async () => {
    server.store.put('pods', podObject('a'));
    const { clusters, asked } = start(() => [details('one', { title: 'One' })]);
    await eventually(
      'live',
      () => clusters.get('one')?.reach().state === 'live',
    );
    const one = clusters.get('one')!;
    expect(one.title).toBe('One');
    expect(one.cache('Pod').size).toBe(1);
    expect(asked).toEqual([{ cluster: 'one', auth: {} }]);
    await eventually('all is watched', () => server.watches() === kinds);
  });

  it('come and go with the list, and leave no watch behind', async () => {
    let list = [details('one')];
    const { clusters, names } = start(() => list);
    let told = 0;
    clusters.onChange(() => {
      told += 1;
    });
    await eventually('one is watched', () => server.watches() === kinds);
    list = [details('one'), details('two')];
    await eventually('both are watched', () => server.watches() === 2 * kinds);
    const one = clusters.get('one');
    list = [details('one'), details('two', { title: 'new' })];
    await eventually('two is new', () => clusters.get('two')?.title === 'new');
    expect(clusters.get('one')).toBe(one);
    list = [];
    await eventually('none is watched', () => server.watches() === 0);
    expect(names()).toEqual([]);
    expect(told).toBe(4);
  });

  it('stay where the list cannot be read for a while', async () => {
    let broken = false;
    const { names, logger } = start(() => {
      if (broken) throw new Error('no list');
      return [details('one')];
    });
    await eventually('one is there', () => names().length === 1);
    broken = true;
    await eventually('that is logged', () =>
      logger.lines.join().includes('no list'),
    );
    expect(names()).toEqual(['one']);
  });

  it('are not those of the catalog, also not under the name of another', async () => {
    const fromCatalog = {
      url: 'https://evil.example',
      authMetadata: {
        'kubernetes.io/auth-provider': 'googleServiceAccount',
        'kubernetes.io/api-server': 'https://evil.example',
      },
    };
    const { names, asked, logger, clusters } = start(() => [
      details('one', fromCatalog),
      details('planted', fromCatalog),
      details('one'),
    ]);
    await eventually(
      'live',
      () => clusters.get('one')?.reach().state === 'live',
    );
    expect(names()).toEqual(['one']);
    expect(asked.map(({ cluster }) => cluster)).toEqual(['one']);
    expect(
      logger.lines.filter(line => line.includes('"planted"')),
    ).toHaveLength(1);
  });

  it('change what people may do as soon as a binding does', async () => {
    const { clusters } = start(() => [details('one')]);
    await eventually(
      'live',
      () => clusters.get('one')?.reach().state === 'live',
    );
    const { access } = clusters.get('one')!;
    const ben = { user: 'ben@paddock.example', groups: [] };
    const right = { verb: 'list', group: '', resource: 'pods' };
    await new Promise(resolve => setTimeout(resolve, 700));
    expect(await access.may(ben, right)).toBe(true);
    const told = new Promise<void>(resolve => {
      access.onRightsChanged(resolve);
    });
    server.allows = () => false;
    server.store.put('rolebindings', {
      metadata: { name: 'b', namespace: 'payments' },
    });
    await told;
    expect(await access.may(ben, right)).toBe(false);
  });
});
