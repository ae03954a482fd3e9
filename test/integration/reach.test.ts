import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import {
  createConfigMap,
  editConfigMap,
  listConfig,
  lookAtConfig,
  projectNetwork,
  readDetail,
  readNetwork,
  removeConfigMap,
} from './world/backend.ts';
import {
  identityOfSample,
  startWatched,
  until,
  type WatchedControlPlane,
} from './world/watching.ts';

let world: WatchedControlPlane;

before(async () => {
  world = await startWatched();
});

after(async () => world?.stop());

const namespace = 'payments';
const core = `/api/v1/namespaces/${namespace}`;
const apps = `/apis/apps/v1/namespaces/${namespace}/deployments`;
const target = (name: string) => ({ cluster: 'local', namespace, name });
const nobody = () => undefined;
const as = (name: string) => ({
  cluster: world.watched,
  as: identityOfSample(name),
});
const text = (key: string, value: string) =>
  ({ as: 'text', key, text: value } as const);

const post = (path: string, body: object, fieldManager = 'kubectl-create') =>
  world.connection.request('POST', path, {
    as: identityOfSample('ben'),
    query: { fieldManager },
    body,
  }) as Promise<KubeObject>;

const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

const look = (name: string) => readDetail(as('ben'), target(name), nobody);

async function edit(
  name: string,
  changes: { set?: Array<ReturnType<typeof text>>; remove?: string[] },
) {
  const { uid, resourceVersion } = await look(name);
  const change = { uid, resourceVersion, set: [], remove: [], ...changes };
  await editConfigMap(as('ben'), target(name), { change, ownerOf: nobody });
}

const valuesOf = async (name: string) =>
  Object.fromEntries(
    (await look(name)).entries.map(each => [each.key, each.text]),
  );

describe('ConfigMaps at a real API server', () => {
  it('are created and changed by a person; what is not named stays', async () => {
    await createConfigMap(as('ben'), namespace, {
      name: 'made-here',
      entries: [
        text('level', 'info'),
        text('mode', 'fast'),
        { as: 'bytes', key: 'logo', base64: '/wA=' },
      ],
    });
    await edit('made-here', { set: [text('level', 'debug')] });
    assert.deepEqual(await valuesOf('made-here'), {
      level: 'debug',
      logo: undefined,
      mode: 'fast',
    });
    await edit('made-here', { remove: ['mode'] });
    assert.deepEqual(await valuesOf('made-here'), {
      level: 'debug',
      logo: undefined,
    });
  });

  it('keep what another manager has set: the conflict has its name', async () => {
    await post(`${core}/configmaps`, configMap('theirs', { level: 'info' }));
    await edit('theirs', { set: [text('mine', 'x')] });
    await assert.rejects(
      edit('theirs', { set: [text('level', 'debug')] }),
      /conflict with "kubectl-create".*\.data\.level/,
    );
    await assert.rejects(
      edit('theirs', { remove: ['level'] }),
      /kept by "kubectl-create"/,
    );
    assert.deepEqual(await valuesOf('theirs'), { level: 'info', mine: 'x' });
    const entry = (await look('theirs')).entries.find(
      ({ key }) => key === 'level',
    );
    assert.deepEqual(entry?.keptBy, ['kubectl-create']);
  });

  it('are not changed by somebody who saw an earlier one', async () => {
    await post(`${core}/configmaps`, configMap('raced', { level: 'info' }));
    const { uid, resourceVersion } = await look('raced');
    await edit('raced', { set: [text('first', 'x')] });
    const change = {
      uid,
      resourceVersion,
      set: [text('second', 'y')],
      remove: [],
    };
    await assert.rejects(
      editConfigMap(as('ben'), target('raced'), { change, ownerOf: nobody }),
      /changed since you opened it/,
    );
    assert.deepEqual(await valuesOf('raced'), { first: 'x', level: 'info' });
  });

  it('are deleted only where it is the one that was seen', async () => {
    await post(`${core}/configmaps`, configMap('leaving', { a: 'b' }));
    const { uid } = await look('leaving');
    const remove = (which: string) =>
      removeConfigMap(as('ben'), target('leaving'), {
        uid: which,
        ownerOf: nobody,
      });
    await assert.rejects(
      remove('00000000-0000-0000-0000-000000000000'),
      /uid/i,
    );
    await remove(uid);
    await assert.rejects(look('leaving'), /not found/);
  });

  it('are refused to somebody of another team, by the cluster', async () => {
    await assert.rejects(listConfig(as('emil'), namespace), /forbidden/);
    await assert.rejects(
      createConfigMap(as('emil'), namespace, {
        name: 'foreign',
        entries: [text('a', 'b')],
      }),
      /forbidden/,
    );
  });
});

const labels = { app: 'configured' };

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'configured', namespace },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          {
            name: 'app',
            image: 'registry.example/app:1',
            ports: [{ name: 'http', containerPort: 8080 }],
            envFrom: [{ configMapRef: { name: 'settings' } }],
          },
        ],
      },
    },
  },
};

const workload = () =>
  world.connection.request('GET', `${apps}/configured`, {
    as: identityOfSample('ben'),
  }) as Promise<Parameters<typeof lookAtConfig>[2]>;

async function having() {
  const { items } = await lookAtConfig(as('ben'), namespace, await workload());
  return (items[0]?.pods ?? []).map(({ value }) => value.has).sort();
}

describe('which pods have an old value', () => {
  it('is told from the change and from when their containers started, until they are restarted', async () => {
    await createConfigMap(as('ben'), namespace, {
      name: 'settings',
      entries: [text('level', 'info')],
    });
    await post(apps, deployment);
    // Within 2 s of a change nothing is told: a pod that started later than that is what is waited for.
    await until(
      'both pods run with the value',
      async () => {
        const found = await having();
        return found.length === 2 && !found.includes('old');
      },
      60_000,
    );
    await until('the change is told', async () => {
      await edit('settings', { set: [text('level', `${Date.now()}`)] });
      return (await having()).join() === 'old,old';
    });
    await world.connection.request('PATCH', `${apps}/configured`, {
      as: identityOfSample('ben'),
      headers: { contentType: 'application/strategic-merge-patch+json' },
      body: {
        spec: { template: { metadata: { annotations: { restarted: 'yes' } } } },
      },
    });
    await until(
      'no pod has the old value any more',
      async () => {
        const found = await having();
        return found.length === 2 && !found.includes('old');
      },
      90_000,
    );
  });
});

const service = (selector: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'configured', namespace },
  spec: {
    type: 'NodePort',
    selector,
    ports: [{ name: 'http', port: 80, targetPort: 'http' }],
  },
});

async function network() {
  const found = await workload();
  const seen = await readNetwork(as('ben'), {
    namespace,
    selector: found.spec?.selector,
  });
  return projectNetwork(
    { namespace, name: 'configured', workload: found },
    seen,
    { domain: 'cluster.local', policiesAre: 'ignored' },
  );
}

describe('how a workload is reached', () => {
  it('is nothing without a Service, and nothing by one that selects others', async () => {
    assert.deepEqual((await network()).problems, [
      { is: 'no-service', labels },
    ]);
    await post(`${core}/services`, service({ app: 'configuredd' }));
    assert.deepEqual((await network()).problems, [
      {
        is: 'selector-misses',
        service: 'configured',
        selector: { app: 'configuredd' },
      },
    ]);
  });

  it('is by its Service once that selects its pods and they are ready', async () => {
    await world.connection.request('PATCH', `${core}/services/configured`, {
      as: identityOfSample('ben'),
      headers: { contentType: 'application/merge-patch+json' },
      body: { spec: { selector: labels } },
    });
    await until(
      'both pods stand behind it, ready',
      async () => {
        const [found] = (await network()).services;
        return (
          found?.endpoints?.filter(({ ready, pod }) => ready && pod).length ===
          2
        );
      },
      60_000,
    );
    const { services, problems, unread } = await network();
    assert.deepEqual(problems, []);
    assert.deepEqual(unread, []);
    const [port] = services[0]?.ports ?? [];
    assert.ok((port?.nodePort ?? 0) >= 30_000);
    assert.equal(port?.scheme, 'http');
  });

  it('names what somebody of another team may not read', async () => {
    const { unread } = await readNetwork(as('emil'), {
      namespace,
      selector: { matchLabels: labels },
    });
    assert.ok(unread.some(({ resource }) => resource === 'services'));
  });
});
