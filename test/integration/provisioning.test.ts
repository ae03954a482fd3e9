import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EffectObject } from '../../plugins/paddock-common/src/requests/plan.ts';
import type { Provision } from '../../plugins/paddock-backend/src/kube/write/provision.ts';
import type { Connection } from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  namespaceSpec,
  openProvision,
  sampleEffects,
} from './world/requesting.ts';
import { connectAsPortal, until } from './world/watching.ts';

let controlPlane: ControlPlane;
let connection: Connection;
let portal: Provision;

before(async () => {
  controlPlane = await startControlPlane(0);
  connection = await connectAsPortal(controlPlane.cluster);
  portal = openProvision(connection);
  // A policy that was just applied takes effect a moment later.
  await until('the policy holds', async () => {
    const tried = await portal.dryRun(configMap('probe', {}));
    return tried.state === 'refused' && /mark of a request/.test(tried.message);
  });
});

after(async () => {
  connection?.close();
  await controlPlane?.stop();
});

const id = '11111111-1111-4111-8111-111111111111';
const mark = { 'paddock.internal/request': id };

function configMap(
  name: string,
  labels: Record<string, string>,
  namespace = 'payments',
): EffectObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace, labels },
    data: { a: '1' },
  };
}

const namespace = (name: string, labels: Record<string, string> = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: {
      ...mark,
      'pod-security.kubernetes.io/enforce': 'restricted',
      ...labels,
    },
  },
});

const refused = (attempt: Promise<unknown>, words: RegExp) =>
  assert.rejects(attempt, words);

async function made(object: EffectObject) {
  const answer = await portal.create(object);
  assert.ok(answer.state === 'created', `${object.metadata.name} exists`);
  return answer.found;
}

describe('what the portal writes', () => {
  it('is created once, and never over what is there', async () => {
    const first = await made(configMap('once', mark));
    const again = await portal.create({
      ...configMap('once', mark),
      data: { a: '2' },
    });
    assert.deepEqual(again, { state: 'exists' });
    const found = await portal.get(configMap('once', mark));
    assert.deepEqual(found, first);
    assert.equal(
      (found?.object.metadata as { managedFields?: unknown }).managedFields,
      undefined,
    );
  });

  it('is changed only in the version that was looked at, and drops what it no longer names', async () => {
    const first = await made({
      ...configMap('versions', mark),
      data: { a: '1', b: '1' },
    });
    const object = configMap('versions', mark);
    const second = await portal.apply(object, first);
    assert.ok(second.state === 'applied');
    assert.deepEqual(second.found.object.data, { a: '1' });
    assert.deepEqual(await portal.apply(object, first), { state: 'stale' });
    assert.equal(await portal.remove(object, second.found), 'gone');
    assert.deepEqual(await portal.apply(object, second.found), {
      state: 'stale',
    });
    assert.equal(await portal.get(object), undefined);
  });

  it('is not taken from another field manager, who is named', async () => {
    await made(configMap('shared', mark));
    await controlPlane.cluster.kubectl([
      'patch',
      'configmap',
      'shared',
      '-n',
      'payments',
      '--field-manager=helm',
      '--type=merge',
      '-p',
      '{"data":{"a":"theirs"}}',
    ]);
    const object = configMap('shared', mark);
    const found = await portal.get(object);
    assert.ok(found);
    const answer = await portal.apply(object, found);
    assert.ok(answer.state === 'conflict', answer.state);
    assert.deepEqual(answer.managers, ['helm']);
    assert.match(answer.message, /\.data\.a/);
    assert.equal((await portal.dryRun(object)).state, 'conflict');
  });

  it('is removed only with the uid that it had', async () => {
    const object = configMap('replaced', mark);
    const first = await made(object);
    assert.equal(await portal.remove(object, first), 'gone');
    assert.equal(await portal.remove(object, first), 'gone');
    await made(object);
    assert.equal(await portal.remove(object, first), 'replaced');
    assert.ok(await portal.get(object));
  });

  it('is listed by its mark', async () => {
    const kind = { apiVersion: 'v1', kind: 'ConfigMap' };
    const labelSelector = `paddock.internal/request=${id}`;
    const found = await portal.list(kind, {
      labelSelector,
      namespace: 'payments',
    });
    assert.ok(found?.some(({ object }) => object.metadata.name === 'once'));
    assert.ok(found?.every(({ object }) => object.kind === 'ConfigMap'));
    assert.equal(
      await portal.list(
        { apiVersion: 'example.org/v1', kind: 'Gadget' },
        { labelSelector },
      ),
      undefined,
    );
  });

  it('is nothing when the last moment says no', async () => {
    const beforeSend = () => {
      throw new Error('too late');
    };
    const object = configMap('late', mark);
    await refused(portal.create(object, { beforeSend }), /too late/);
    assert.equal(await portal.get(object), undefined);
  });
});

describe('what the portal may write', () => {
  it('carries a mark', async () => {
    await refused(portal.create(configMap('bare', {})), /mark of a request/);
    await refused(
      portal.create({ ...namespace('bare'), metadata: { name: 'bare' } }),
      /mark of a request/,
    );
  });

  it('is no namespace of the cluster, and none without Pod Security', async () => {
    await refused(
      portal.create(namespace('kube-own')),
      /namespace of the cluster's own/,
    );
    await refused(
      portal.create(
        namespace('open', {
          'pod-security.kubernetes.io/enforce': 'privileged',
        }),
      ),
      /Pod Security/,
    );
    await refused(
      portal.create(configMap('here', mark, 'kube-system')),
      /cluster's own namespaces/,
    );
  });

  it('takes over nothing, and deletes nothing of others', async () => {
    const { cluster } = controlPlane;
    await cluster.kubectl(['create', 'configmap', 'theirs', '-n', 'payments']);
    const theirs = configMap('theirs', mark);
    const found = await portal.get(theirs);
    assert.ok(found);
    await refused(
      portal.apply(theirs, found),
      /takes over what is not its own/,
    );
    await refused(portal.remove(theirs, found), /mark of a request/);
    const payments = await portal.get(namespace('payments'));
    assert.ok(payments);
    await refused(
      portal.remove(payments.object, payments),
      /mark of a request/,
    );
    await refused(
      portal.apply(namespace('payments'), payments),
      /takes over what is not its own/,
    );
  });

  it('sets limits and rights only in namespaces that the same request has made', async () => {
    const spec = namespaceSpec('bounded');
    const { objects } = sampleEffects(id, spec);
    for (const object of objects) await made(object);
    const binding = objects.find(({ kind }) => kind === 'RoleBinding');
    assert.ok(binding);
    const elsewhere = {
      ...binding,
      metadata: { ...binding.metadata, namespace: 'payments' },
    };
    await refused(
      portal.create(elsewhere),
      /namespaces that the same request has made/,
    );
    // As a check before the approval does it, where the namespace is not there yet.
    const tried = await portal.dryRun({
      ...binding,
      metadata: { ...binding.metadata, namespace: 'paddock-system' },
    });
    assert.equal(tried.state, 'accepted');
  });

  it('binds view and edit to groups of people', async () => {
    const binding = (role: string, subject: object): EffectObject => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'more', namespace: 'bounded', labels: mark },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: role,
      },
      subjects: [subject],
    });
    const group = (name: string) => ({
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Group',
      name,
    });
    for (const [role, subject] of [
      ['cluster-admin', group('team-payments')],
      ['admin', group('team-payments')],
    ] as const) {
      // RBAC itself refuses first: there is no right to bind these.
      await refused(portal.create(binding(role, subject)), /forbidden/);
    }
    for (const subject of [
      group('system:masters'),
      group('system:authenticated'),
      {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'User',
        name: 'ben@paddock.example',
      },
      { kind: 'ServiceAccount', name: 'default', namespace: 'payments' },
    ]) {
      await refused(
        portal.create(binding('edit', subject)),
        /binds view and edit, to groups/,
      );
    }
    await made(binding('view', group('team-storefront')));
  });

  it('tries pods, and makes none', async () => {
    const pod: EffectObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'try', namespace: 'payments' },
      spec: { containers: [{ name: 'app', image: 'registry.invalid/app' }] },
    };
    assert.equal((await portal.dryRunCreate(pod)).state, 'accepted');
    await refused(
      connection.request('POST', '/api/v1/namespaces/payments/pods', {
        body: pod,
      }),
      /pods in dry runs only/,
    );
  });

  it('asks for tokens in namespaces of teams, and never for this cluster', async () => {
    const { kubectl } = controlPlane.cluster;
    await kubectl(['create', 'namespace', 'nobodys']);
    for (const each of ['kube-system', 'nobodys', 'payments']) {
      const metadata = { name: 'default', namespace: each };
      const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
      await until('there is a service account', async () =>
        Boolean(await portal.get(account)),
      );
    }
    const of = { serviceAccount: 'default', audience: 'vault', seconds: 600 };
    assert.match(await portal.token({ ...of, namespace: 'payments' }), /^ey/);
    await refused(
      portal.token({ ...of, namespace: 'kube-system' }),
      /cluster's own namespaces/,
    );
    await refused(
      portal.token({ ...of, namespace: 'nobodys' }),
      /namespaces of teams/,
    );
    await refused(
      portal.token({ ...of, namespace: 'payments', seconds: 3600 }),
      /namespaces of teams/,
    );
    await refused(
      portal.token({
        ...of,
        namespace: 'payments',
        audience: 'https://kubernetes.default.svc.cluster.local',
      }),
      /namespaces of teams/,
    );
  });

  it('keeps a volume, and changes nothing else of it', async () => {
    const { api } = controlPlane.cluster;
    await api.create('/api/v1/persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'disk' },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'none',
        claimRef: { namespace: 'payments', name: 'data', uid: 'a-claim' },
        hostPath: { path: '/nowhere' },
      },
    });
    const path = '/api/v1/persistentvolumes/disk';
    await refused(
      connection.request('PATCH', path, {
        headers: { contentType: 'application/merge-patch+json' },
        body: {
          spec: {
            persistentVolumeReclaimPolicy: 'Retain',
            capacity: { storage: '2Gi' },
          },
        },
      }),
      /only that it is kept/,
    );
    const keep = (claimUid: string) =>
      portal.retain({ volume: 'disk', claimUid });
    assert.equal(await keep('another'), 'foreign');
    // Its controller looks at it, too; a version that was changed in between is refused.
    await until('it is kept', () =>
      keep('a-claim').then(
        done => done === 'retained',
        error => error.status !== 409 && Promise.reject(error),
      ),
    );
    assert.equal(await keep('a-claim'), 'already');
    assert.equal(
      await portal.retain({ volume: 'gone', claimUid: 'a-claim' }),
      'absent',
    );
    await refused(
      connection.request('PATCH', path, {
        headers: { contentType: 'application/merge-patch+json' },
        body: { spec: { persistentVolumeReclaimPolicy: 'Delete' } },
      }),
      /only that it is kept/,
    );
  });
});
