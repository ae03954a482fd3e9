import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import {
  provisionerObjects,
  storageClass,
} from '../../packages/local/src/storage/objects.ts';
import { withdrawStorage } from '../../packages/local/src/storage/startStorage.ts';
import { load } from '../source.ts';
import {
  identityOfSample,
  startWatched,
  until,
  type WatchedControlPlane,
} from './world/watching.ts';

const { createReadKubelet, createStorage, listVolumes, takeSnapshot } = load(
  './sources/storage',
) as typeof import('../sources/storage');

let world: WatchedControlPlane;

before(async () => {
  world = await startWatched();
});

after(async () => world?.stop());

const apply = (object: KubeObject) => world.cluster.api.apply(object);
const storage = () =>
  createStorage({
    clusters: { get: () => world.watched },
    catalogue: { classes: {}, provisioners: {} },
  });

const known = async () => {
  const { classes } = await storage().look(world.watched);
  assert.equal(classes.state, 'known');
  return classes.state === 'known' ? classes.classes : [];
};

const className = (name: string, provisioner: string): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner,
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'Immediate',
  allowVolumeExpansion: true,
});

const driver = 'driver.longhorn.io';

describe('the storage classes of a cluster', () => {
  it('are read with the rights that the portal has, and nothing runs that is not seen', async () => {
    await apply(className('longhorn', driver));
    for (const object of provisionerObjects({
      image: 'localhost/none:1',
      helperImage: 'localhost/none:1',
      node: 'real-1',
      folder: '/tmp/none',
    }))
      await apply(object);
    await apply(storageClass('real-1'));
    await until('the Deployment is seen', () =>
      [
        ...world.watched.cache('Deployment').inNamespace('local-path-storage'),
      ].some(({ name }) => name === 'local-path-provisioner'),
    );
    const [local, longhorn] = await known();
    assert.equal(local?.name, 'local-path');
    assert.equal(local?.isDefault, true);
    // No node of this cluster can run it.
    assert.deepEqual(local?.runs, {
      state: 'not-running',
      because:
        'the Deployment local-path-storage/local-path-provisioner has no pod available.',
    });
    assert.equal(local?.facts.onlyOn?.value, 'kubernetes.io/hostname real-1');
    assert.deepEqual(longhorn?.runs, {
      state: 'not-running',
      because: `the driver ${driver} is not installed in the cluster.`,
    });
    assert.deepEqual(longhorn?.facts.snapshots, {
      value: false,
      from: 'cluster',
    });
  });

  it('lose the one of the real worker at a start without one', async () => {
    await withdrawStorage(world.cluster);
    assert.deepEqual(
      (await known()).map(({ name }) => name),
      ['longhorn'],
    );
    await withdrawStorage(world.cluster);
  });

  it('run once a node has their driver', async () => {
    await apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: driver },
      spec: {},
    });
    const before = (await known()).find(({ name }) => name === 'longhorn');
    assert.equal(before?.runs.state, 'not-running');
    await apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSINode',
      metadata: { name: 'sim-01' },
      spec: { drivers: [{ name: driver, nodeID: 'sim-01' }] },
    });
    const now = (await known()).find(({ name }) => name === 'longhorn');
    assert.deepEqual(now?.runs, {
      state: 'runs',
      because: 'its driver is registered on 1 node.',
    });
  });
});

const definition = (kind: string, plural: string, scope: string) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${plural}.snapshot.storage.k8s.io`,
    annotations: {
      'api-approved.kubernetes.io':
        'https://github.com/kubernetes-csi/external-snapshotter/pull/814',
    },
  },
  spec: {
    group: 'snapshot.storage.k8s.io',
    scope,
    names: {
      kind,
      plural,
      singular: kind.toLowerCase(),
      listKind: `${kind}List`,
    },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
});

const place = { namespace: 'payments', name: 'files' };

/** A claim and a volume that are bound to each other, as a provisioner would have made them. */
async function makeVolume() {
  await apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'pv-files' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'longhorn',
      csi: { driver, volumeHandle: 'one' },
    },
  });
  await apply({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: place,
    spec: {
      storageClassName: 'longhorn',
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      volumeName: 'pv-files',
    },
  });
}

describe('the volumes of a namespace', () => {
  const actor = (name: string) => ({
    cluster: world.watched,
    as: identityOfSample(name),
  });
  const list = (name: string) =>
    listVolumes(actor(name), 'payments', {
      storage: storage(),
      readFills: async () => ({ state: 'unknown', because: 'not asked.' }),
    });

  it('are shown to who may see the claims, and to nobody else', async () => {
    await makeVolume();
    await until('the claim is bound', async () => {
      const { volumes } = await list('ben');
      return volumes[0]?.state === 'bound';
    });
    const { volumes } = await list('ben');
    assert.equal(volumes.length, 1);
    assert.equal(volumes[0]?.capacity, 2 ** 30);
    assert.equal(volumes[0]?.reclaim, 'retain');
    assert.equal(
      volumes[0]?.may.snapshot,
      'The cluster takes no snapshots: it has no snapshot controller.',
    );
    await assert.rejects(list('emil'), { status: 403 });
  });

  it('have snapshots where there is a class for them, and who may take them', async () => {
    await apply(definition('VolumeSnapshot', 'volumesnapshots', 'Namespaced'));
    await apply(
      definition('VolumeSnapshotClass', 'volumesnapshotclasses', 'Cluster'),
    );
    const ask = (name: string) =>
      takeSnapshot(
        actor(name),
        { cluster: 'local', ...place, snapshot: 'nightly' },
        storage(),
      );
    await until('the kinds are served', async () => {
      const { snapshotClasses } = await storage().look(world.watched);
      return snapshotClasses.state === 'told';
    });
    await assert.rejects(ask('ben'), { name: 'UnprocessableError' });
    await apply({
      apiVersion: 'snapshot.storage.k8s.io/v1',
      kind: 'VolumeSnapshotClass',
      metadata: { name: 'longhorn' },
      driver,
      deletionPolicy: 'Delete',
    });
    await assert.rejects(ask('ben'), { status: 403 });
    const taken = await ask('petra');
    const made = await world.cluster.api.get<{
      metadata: { uid: string };
      spec: object;
    }>(
      '/apis/snapshot.storage.k8s.io/v1/namespaces/payments/volumesnapshots/nightly',
    );
    assert.equal(made.metadata.uid, taken.uid);
    assert.deepEqual(made.spec, {
      volumeSnapshotClassName: 'longhorn',
      source: { persistentVolumeClaimName: 'files' },
    });
    const { volumes } = await list('petra');
    assert.equal(volumes[0]?.snapshots?.[0]?.state, 'being-taken');
  });
});

describe('asking a kubelet', () => {
  let kubelet: Server;
  let port = 0;
  let seen: string[] = [];
  let body = '{"pods":[]}';
  let tokens = 0;

  before(async () => {
    const { pki } = world.cluster;
    await pki.issue([
      {
        name: 'test-kubelet',
        authority: 'kubelet',
        commonName: 'test-kubelet',
        ipAddresses: ['127.0.0.1'],
        usages: ['server'],
      },
    ]);
    const { certificate, key } = pki.files('test-kubelet');
    kubelet = createServer(
      { cert: readFileSync(certificate), key: readFileSync(key) },
      (request, response) => {
        seen.push(`${request.url} ${request.headers.authorization}`);
        const { authorization } = request.headers;
        if (authorization !== 'Bearer token-2') response.statusCode = 401;
        if (request.url === '/metrics') response.statusCode = 403;
        response.end(body);
      },
    );
    await new Promise<void>(done => {
      kubelet.listen(0, '127.0.0.1', done);
    });
    ({ port } = kubelet.address() as AddressInfo);
  });

  after(() => kubelet?.close());

  const reader = (authority: 'kubelet' | 'cluster') =>
    createReadKubelet(
      {
        cluster: { name: 'local', url: 'https://none', authMetadata: {} },
        credential: async () => {
          tokens += 1;
          return { type: 'bearer token', token: `token-${tokens}` };
        },
      },
      {
        by: 'authority',
        caFile: world.cluster.pki.authority(authority),
      },
    );
  const at = { address: '127.0.0.1', path: '/stats/summary' } as const;

  it('shows the credential to who can prove to be one, and a new one where that has ended', async () => {
    seen = [];
    tokens = 0;
    assert.equal(await reader('kubelet')({ ...at, port }), body);
    assert.deepEqual(seen, [
      '/stats/summary Bearer token-1',
      '/stats/summary Bearer token-2',
    ]);
  });

  it('shows nothing to anybody else', async () => {
    seen = [];
    await assert.rejects(reader('cluster')({ ...at, port }), {
      name: 'Unreachable',
    });
    assert.deepEqual(seen, []);
  });

  it('says what the kubelet refuses, and takes no endless answer', async () => {
    tokens = 1;
    await assert.rejects(reader('kubelet')({ ...at, port, path: '/metrics' }), {
      status: 403,
    });
    body = 'x'.repeat(33 * 1024 * 1024);
    tokens = 1;
    await assert.rejects(reader('kubelet')({ ...at, port }), {
      reason: 'TooLarge',
    });
    await assert.rejects(reader('kubelet')({ ...at, port, address: 'a@b' }), {
      reason: 'NoAddress',
    });
  });
});
