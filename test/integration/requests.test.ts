import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { RequestState } from '../../plugins/paddock-common/src/requests/lifecycle.ts';
import type { Effects } from '../../plugins/paddock-common/src/requests/plan.ts';
import type { RequestSpec } from '../../plugins/paddock-common/src/requests/spec.ts';
import type { Provision } from '../../plugins/paddock-backend/src/kube/write/provision.ts';
import { createSilentLogger, type Connection } from './backend.ts';
import {
  startVaultBeside,
  type RunningVault,
} from '../../packages/local/src/vault/startVault.ts';
import { startControlPlane, type ControlPlane } from './controlPlane.ts';
import {
  createDiscovery,
  createFakeAuditor,
  createProvision,
  namespaceSpec,
  openMemoryStore,
  openVault,
  sampleAmounts,
  sampleBudget,
  sampleEffects,
  sampleRevision,
  sampleSubmission,
  secretSpec,
  startRequestReconciler,
  volumeSpec,
} from './requesting.ts';
import { connectAsPortal, until } from './watching.ts';

type Opened = Awaited<ReturnType<typeof openMemoryStore>>;

let controlPlane: ControlPlane;
let connection: Connection;
let portal: Provision;
let runningVault: RunningVault;

before(async () => {
  controlPlane = await startControlPlane(1);
  const { platform, cluster } = controlPlane;
  runningVault = await startVaultBeside(platform, cluster);
  connection = await connectAsPortal(cluster);
  portal = createProvision(connection, createDiscovery(connection));
  await cluster.kubectl(
    ['apply', '-f', '-'],
    `
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: quick }
provisioner: paddock.internal/none
volumeBindingMode: Immediate
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: patient }
provisioner: paddock.internal/none
volumeBindingMode: WaitForFirstConsumer
`,
  );
});

after(async () => {
  connection?.close();
  await controlPlane?.stop();
});

let opened: Opened;
let vault: ReturnType<typeof openVault>;
let reconciler: ReturnType<typeof startRequestReconciler>;
let drift: 'mend' | 'report';
let logger: ReturnType<typeof createSilentLogger>;

beforeEach(async () => {
  drift = 'mend';
  logger = createSilentLogger();
  vault = openVault(runningVault, logger);
  opened = await openMemoryStore(logger);
  reconciler = run();
});

afterEach(async () => {
  await reconciler.stop();
  vault.stop();
  await opened.close();
});

const run = () =>
  startRequestReconciler({
    store: opened.store,
    vault,
    logger,
    settings: {
      driftSeconds: 3_600,
      waitingDays: 14,
      warningDays: 7,
      budgetOf: () => sampleBudget,
      get drift() {
        return drift;
      },
    },
    clusters: {
      get: name => (name === 'local' ? { provision: portal } : undefined),
      all: () => [{ name: 'local', provision: portal }],
    },
    policiesAre: () => 'enforced',
    amountsOf: () => sampleAmounts,
    mayWork: async () => true,
    notify: () => {},
    auditor: createFakeAuditor([]),
  });

/** Asks for it, and has it decided at once. */
async function ask(
  spec: RequestSpec,
  effects: (all: Effects) => Effects = all => all,
): Promise<string> {
  const id = randomUUID();
  const revision = sampleRevision(id, spec, effects(sampleEffects(id, spec)));
  await opened.store.create({ revision, submission: sampleSubmission });
  return id;
}

async function becomes(id: string, state: RequestState, withinMs = 30_000) {
  let last = '';
  await until(
    `it is ${state}`,
    async () => {
      const row = await opened.store.get(id);
      last = `${row?.state}: ${row?.waitsFor ?? row?.attention ?? ''}`;
      return row?.state === state;
    },
    withinMs,
  ).catch(async error => {
    const story = (await opened.store.timeline(id)).map(each => each.text);
    assert.fail(
      `${error.message}; it is ${last}\n${story.join(
        '\n',
      )}\n${logger.lines.join('\n')}`,
    );
  });
  const row = await opened.store.get(id);
  assert.ok(row);
  return row;
}

const ref = (kind: string, name: string, namespace?: string) => ({
  apiVersion:
    {
      NetworkPolicy: 'networking.k8s.io/v1',
      RoleBinding: 'rbac.authorization.k8s.io/v1',
    }[kind] ?? 'v1',
  kind,
  metadata: { name, ...(namespace ? { namespace } : {}) },
});

const told = async (id: string) =>
  (await opened.store.timeline(id)).map(({ kind }) => kind);

describe('a namespace', () => {
  it('is made, proven, and removed without a trace', async () => {
    const began = performance.now();
    const id = await ask(namespaceSpec('whole'));
    await becomes(id, 'live');
    console.log(
      `live ${(performance.now() - began).toFixed(0)} ms after the decision`,
    );

    const proofs = await opened.store.proofs(id);
    assert.deepEqual(
      proofs.map(({ what, outcome }) => [what, outcome]),
      [
        ['every object is there', 'proven'],
        [
          'a NetworkPolicy denies all traffic that no other policy allows',
          'proven',
        ],
        ['an ordinary pod is admitted', 'proven'],
        ['a privileged pod is refused', 'proven'],
        ['its service account may read its path and no other', 'proven'],
      ],
    );
    assert.deepEqual(await told(id), ['asked', 'approved', 'made', 'proven']);
    const lines = await opened.store.audit.search({
      requestId: id,
      limit: 200,
    });
    const phases = (phase: string) =>
      lines
        .filter(each => each.phase === phase)
        .map(each => each.event)
        .sort();
    assert.equal(phases('intended').length, 10);
    assert.deepEqual(phases('intended'), phases('done'));

    await opened.store.move({ id, from: ['live'], to: 'removing' });
    await becomes(id, 'removed', 60_000);
    assert.equal(await portal.get(ref('Namespace', 'whole')), undefined);
    const [policy] = sampleEffects(id, namespaceSpec('whole')).vault;
    assert.ok(policy?.type === 'policy');
    assert.equal(await vault.readPolicy(policy.name), undefined);
    assert.equal(
      await vault.readRole('kubernetes-local', policy.name),
      undefined,
    );
    const path = 'paddock/local/whole/shared';
    assert.equal(await vault.readMetadata('secret', path), undefined);
    const after = (await opened.store.timeline(id)).at(-1);
    assert.equal(after?.text, 'Everything that it has made is gone.');
  });

  it('is looked at in silence, and what was taken from it comes back', async () => {
    const id = await ask(namespaceSpec('drifting'));
    await becomes(id, 'live');
    const quota = await portal.get(ref('ResourceQuota', 'budget', 'drifting'));
    const quiet = await opened.store.audit.search({ requestId: id, limit: 1 });
    const looked = (await opened.store.get(id))!.fence;
    reconciler.wake(id);
    await until(
      'it was looked at',
      async () => (await opened.store.get(id))!.fence > looked,
    );
    await reconciler.stop();
    assert.deepEqual(
      await opened.store.audit.search({ requestId: id, limit: 1 }),
      quiet,
    );

    reconciler = run();
    const { kubectl } = controlPlane.cluster;
    await kubectl(['delete', 'resourcequota', 'budget', '-n', 'drifting']);
    await kubectl([
      'patch',
      'networkpolicy',
      'default-deny',
      '-n',
      'drifting',
      '--type=json',
      '-p',
      '[{"op":"replace","path":"/spec/policyTypes","value":["Ingress"]}]',
    ]);
    reconciler.wake(id);
    // Somebody else owns the field now, and it is not taken from them.
    const row = await becomes(id, 'attention');
    assert.match(
      row.attention ?? '',
      /NetworkPolicy "default-deny" was changed by kubectl-patch/,
    );
    await kubectl([
      'delete',
      'networkpolicy',
      'default-deny',
      '-n',
      'drifting',
    ]);
    await opened.store.move({ id, from: ['attention'], to: 'making' });
    await becomes(id, 'live');
    const mended = await portal.get(ref('ResourceQuota', 'budget', 'drifting'));
    assert.ok(mended);
    assert.notEqual(mended.uid, quota?.uid);

    await kubectl(['delete', 'rolebinding', 'team', '-n', 'drifting']);
    reconciler.wake(id);
    await until('it is mended', async () =>
      (await told(id)).includes('mended'),
    );
    await becomes(id, 'live');
    drift = 'report';
    await kubectl(['delete', 'rolebinding', 'team', '-n', 'drifting']);
    reconciler.wake(id);
    const reported = await becomes(id, 'attention');
    assert.equal(reported.attention, 'RoleBinding "team" is missing.');
    assert.equal(
      await portal.get(ref('RoleBinding', 'team', 'drifting')),
      undefined,
    );
  });

  it('is not taken over when somebody else has it, nor when another one takes its place', async () => {
    const { kubectl } = controlPlane.cluster;
    await kubectl(['create', 'namespace', 'taken']);
    const foreign = await becomes(
      await ask(namespaceSpec('taken')),
      'attention',
    );
    assert.equal(
      foreign.attention,
      'Namespace "taken" exists and is not ours.',
    );

    const id = await ask(namespaceSpec('swapped'));
    await becomes(id, 'live');
    const labels = (await portal.get(ref('Namespace', 'swapped')))!.object
      .metadata.labels;
    await kubectl(['delete', 'namespace', 'swapped']);
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify({
        ...ref('Namespace', 'swapped'),
        metadata: { name: 'swapped', labels },
      }),
    );
    reconciler.wake(id);
    const swapped = await becomes(id, 'attention');
    assert.equal(
      swapped.attention,
      'The namespace "swapped" was deleted, and another one of this name exists. It is not ours.',
    );
    await opened.store.move({ id, from: ['attention'], to: 'removing' });
    await becomes(id, 'removed');
    assert.ok(
      await portal.get(ref('Namespace', 'swapped')),
      'it is not ours to remove',
    );
  });

  it('follows a change, and loses what the change no longer holds', async () => {
    const id = await ask(namespaceSpec('changing'));
    await becomes(id, 'live');
    const spec = {
      ...namespaceSpec('changing'),
      quota: { cpu: '2', memory: '1Gi', storage: '10Gi', pods: 5 },
    };
    const { objects, vault: inVault } = sampleEffects(id, spec);
    const revision = sampleRevision(id, spec, {
      objects: objects.filter(({ metadata }) => metadata.name !== 'allow-dns'),
      vault: inVault,
    });
    await opened.store.revise({
      revision,
      expected: 1,
      submission: sampleSubmission,
    });
    await becomes(id, 'live');
    const quota = await portal.get(ref('ResourceQuota', 'budget', 'changing'));
    assert.deepEqual((quota?.object.spec as { hard: object }).hard, {
      pods: '5',
      'requests.cpu': '2',
      'requests.memory': '1Gi',
    });
    assert.equal(
      await portal.get(ref('NetworkPolicy', 'allow-dns', 'changing')),
      undefined,
    );
    assert.ok(
      await portal.get(ref('NetworkPolicy', 'default-deny', 'changing')),
    );
  });

  it('waits for Vault, and goes on by itself', async () => {
    await runningVault.seal();
    const id = await ask(namespaceSpec('patient'));
    await until(
      'it says so',
      async () =>
        (await opened.store.get(id))?.waitsFor === 'Vault, which is sealed',
    );
    assert.ok(
      await portal.get(ref('NetworkPolicy', 'default-deny', 'patient')),
    );
    await runningVault.unseal();
    await becomes(id, 'live');
  });
});

describe('a secret', () => {
  it('is readable by its service account alone, and gone without a trace', async () => {
    const around = await ask(namespaceSpec('guarded'));
    const id = await ask(secretSpec('guarded', 'db'));
    await becomes(id, 'live');
    const [proof] = await opened.store.proofs(id);
    assert.equal(proof?.outcome, 'proven');
    assert.match(
      proof?.detail ?? '',
      /reads secret\/data\/paddock\/local\/guarded\/apps\/db, and none of 10 others/,
    );

    // Somebody widens the policy by hand: it is drift, and mended.
    const name = 'paddock-app.local.guarded.db';
    await vault.deletePolicy(name);
    reconciler.wake(id);
    await until('it is mended', async () =>
      (await told(id)).includes('mended'),
    );
    assert.ok(await vault.readPolicy(name));

    await opened.store.move({ id, from: ['live', 'making'], to: 'removing' });
    await becomes(id, 'removed');
    assert.equal(await vault.readPolicy(name), undefined);
    assert.equal((await opened.store.get(around))?.state, 'live');
  });

  it('waits for its service account', async () => {
    const id = await ask({
      ...secretSpec('payments', 'later'),
      serviceAccount: 'to-be',
    });
    await until(
      'it says so',
      async () =>
        (await opened.store.get(id))?.waitsFor ===
        'the service account "to-be", which is not there',
    );
    await controlPlane.cluster.kubectl([
      'create',
      'serviceaccount',
      'to-be',
      '-n',
      'payments',
    ]);
    await becomes(id, 'live');
  });
});

describe('the cluster', () => {
  it('is waited for when it is away in the middle, and nothing is doubled', async () => {
    const { platform } = controlPlane;
    const ids = await Promise.all(
      ['gone-a', 'gone-b', 'gone-c'].map(name => ask(namespaceSpec(name))),
    );
    await until(
      'something is made',
      async () =>
        (
          await opened.store.audit.search({
            event: 'create-namespace',
            limit: 1,
          })
        ).length > 0,
    );
    let isBack = false;
    const back = platform.supervisor.bounce('kube-apiserver', 2).then(() => {
      isBack = true;
    });
    const waited = new Set<string>();
    await until(
      'it is back',
      async () => {
        for (const id of ids) {
          waited.add((await opened.store.get(id))?.waitsFor ?? '');
        }
        return isBack;
      },
      60_000,
    );
    await back;
    for (const id of ids) await becomes(id, 'live', 60_000);
    assert.ok(
      [...waited].some(each => each.startsWith('the cluster "local"')),
      [...waited].join(),
    );
    for (const id of ids) {
      const made = await opened.store.audit.search({
        requestId: id,
        event: 'namespace-observed',
        limit: 10,
      });
      assert.equal(made.length, 1);
    }
  });
});

describe('a volume', () => {
  const bind = async (claim: string, name: string) => {
    const { api } = controlPlane.cluster;
    await api.create('/api/v1/persistentvolumes', {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'quick',
        claimRef: { namespace: 'payments', name: claim },
        hostPath: { path: '/nowhere' },
      },
    });
  };

  it('waits for its volume, is bound, and is kept when it goes', async () => {
    const id = await ask({ ...volumeSpec('payments', 'data'), retain: true });
    await until('it waits', async () =>
      /storage class "quick"/.test(
        (await opened.store.get(id))?.waitsFor ?? '',
      ),
    );
    await bind('data', 'kept');
    await becomes(id, 'live');
    const policy = async () =>
      (
        (await portal.get(ref('PersistentVolume', 'kept')))?.object.spec as {
          persistentVolumeReclaimPolicy: string;
        }
      ).persistentVolumeReclaimPolicy;
    assert.equal(await policy(), 'Retain');
    await opened.store.move({ id, from: ['live'], to: 'removing' });
    await becomes(id, 'removed');
    assert.equal(
      await portal.get(ref('PersistentVolumeClaim', 'data', 'payments')),
      undefined,
    );
    assert.equal(await policy(), 'Retain');
    const story = (await opened.store.timeline(id)).map(({ text }) => text);
    assert.ok(
      story.includes('The volume kept stays in the cluster, as was asked for.'),
    );
  });

  it('is live when it waits for its first pod only', async () => {
    const id = await ask({
      ...volumeSpec('payments', 'lazy'),
      storageClass: 'patient',
    });
    await becomes(id, 'live');
    const [proof] = await opened.store.proofs(id);
    assert.equal(proof?.outcome, 'open');
    assert.equal(proof?.detail, 'waits for its first pod');
  });

  it('waits for a namespace that is not there yet', async () => {
    const id = await ask({
      ...volumeSpec('coming', 'early'),
      storageClass: 'patient',
    });
    await until(
      'it says so',
      async () =>
        (await opened.store.get(id))?.waitsFor ===
        'the namespace "coming", which is not there',
    );
    const around = await ask(namespaceSpec('coming'));
    await becomes(around, 'live');
    await becomes(id, 'live');

    // What lies in a namespace goes before it.
    await opened.store.move({ id: around, from: ['live'], to: 'removing' });
    await becomes(around, 'removed', 60_000);
    assert.equal((await opened.store.get(id))?.state, 'removed');
  });
});
