import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ApplyRefused, type RunningCluster } from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  connectAsPortal,
  identityOfSample,
  until,
  watch,
} from './world/watching.ts';

let controlPlane: ControlPlane;
let watched: RunningCluster;
const ben = identityOfSample('ben');

before(async () => {
  controlPlane = await startControlPlane();
  watched = await watch(await connectAsPortal(controlPlane.cluster));
});

after(async () => {
  watched?.stop();
  await controlPlane?.stop();
});

const mayListPods = (namespace: string) =>
  watched.access.may(ben, {
    verb: 'list',
    group: '',
    resource: 'pods',
    namespace,
  });

const settings = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

const pathOf = (name: string, namespace = 'payments') =>
  `/api/v1/namespaces/${namespace}/configmaps/${name}`;

const exists = (name: string) =>
  controlPlane.cluster.api.get(pathOf(name)).then(
    () => true,
    () => false,
  );

const apply = (
  objects: ReturnType<typeof settings>[],
  over: { namespace?: string; dryRun?: boolean } = {},
) => watched.apply({ namespace: 'payments', objects, as: ben, ...over });

const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => assert.fail('it was applied'),
    error => {
      assert.ok(error instanceof ApplyRefused, String(error));
      return error.refusal;
    },
  );

describe('what a person may see', () => {
  it('is what the cluster’s RBAC says', async () => {
    assert.equal(await mayListPods('payments'), true);
    assert.equal(await mayListPods('storefront'), false);
  });

  it('ends within a second when the binding is deleted, and is back with it', async () => {
    const { api } = controlPlane.cluster;
    const path =
      '/apis/rbac.authorization.k8s.io/v1/namespaces/payments/rolebindings/team-payments';
    assert.equal(await mayListPods('payments'), true);
    const { apiVersion, kind, metadata, ...rest } = await api.get(path);
    let told = 0;
    const stop = watched.access.onRightsChanged(() => {
      told += 1;
    });

    await api.delete(path);
    const lost = await until(
      'ben may not',
      async () => told > 0 && !(await mayListPods('payments')),
    );
    console.log(`the answer is no ${lost.toFixed(0)} ms after the deletion`);
    assert.ok(lost <= 1_000, `${lost} ms`);

    const { name, namespace } = metadata;
    await api.create(path.slice(0, path.lastIndexOf('/')), {
      apiVersion,
      kind,
      metadata: { name, namespace },
      ...rest,
    });
    await until('ben may again', () => mayListPods('payments'), 2_000);
    stop();
  });
});

describe('what a person applies', () => {
  it('is created, then unchanged, then changed', async () => {
    const results = async (level: string) =>
      (await apply([settings('app', { level })])).map(({ result }) => result);
    assert.deepEqual(await results('info'), ['created']);
    assert.deepEqual(await results('info'), ['unchanged']);
    assert.deepEqual(await results('debug'), ['changed']);
  });

  it('is refused elsewhere, in the API server’s words', async () => {
    const refusal = await refusalOf(
      apply([settings('app', {})], { namespace: 'storefront' }),
    );
    assert.equal(refusal.status, 403);
    assert.match(
      refusal.message,
      /^configmaps "app" is forbidden: User "ben@paddock.example" cannot patch resource "configmaps" in API group "" in the namespace "storefront"/,
    );
  });

  it('leaves no trace in a dry run', async () => {
    const [answer] = await apply([settings('trial', {})], { dryRun: true });
    assert.equal(answer?.result, 'created');
    assert.equal(await exists('trial'), false);
  });

  it('never takes a field from another manager', async () => {
    const { cluster } = controlPlane;
    const mine = { ...settings('shared', { level: 'theirs' }) };
    await cluster.kubectl(
      [
        ...['apply', '--server-side', '--field-manager=somebody-else'],
        ...['--namespace=payments', '-f', '-'],
      ],
      JSON.stringify(mine),
    );
    const refusal = await refusalOf(
      apply([settings('shared', { level: 'ours' })]),
    );
    assert.equal(refusal.status, 409);
    assert.match(
      refusal.message,
      /conflict with "somebody-else": \.data\.level/,
    );
    const now = await cluster.api.get<{ data: object }>(pathOf('shared'));
    assert.deepEqual(now.data, { level: 'theirs' });
  });

  it('is in the cluster’s audit log under the person’s name', async () => {
    await apply([settings('audited', {})]);
    const file = join(controlPlane.platform.state, 'audit', 'audit.log');
    const entries = (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as AuditEntry)
      // The apply looks before it writes, which is recorded as well.
      .filter(
        ({ verb, objectRef }) =>
          verb !== 'get' && objectRef?.name === 'audited',
      );
    assert.equal(entries.length, 1);
    const [entry] = entries;
    assert.equal(entry?.verb, 'patch');
    assert.equal(entry?.impersonatedUser?.username, 'ben@paddock.example');
    assert.deepEqual(entry?.impersonatedUser?.groups, [
      'team-payments',
      'system:authenticated',
    ]);
    assert.equal(
      entry?.user.username,
      'system:serviceaccount:paddock-system:paddock-portal',
    );
  });
});

interface AuditEntry {
  verb: string;
  user: { username: string };
  impersonatedUser?: { username: string; groups: string[] };
  objectRef?: { name?: string };
}
