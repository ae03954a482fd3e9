import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  ask,
  openShell,
  runCommand,
  shellRequestSchema,
  shellSpec,
  startPortal,
  type Portal,
  type Terminal,
} from './world/terminals.ts';
import { connectAsPortal, until } from './world/watching.ts';

let controlPlane: ControlPlane;
let portal: Portal;
const pods = '/api/v1/namespaces/payments/pods';
const leases = '/apis/coordination.k8s.io/v1/namespaces/paddock-system/leases';

/** Resolves when it knows the cluster. */
async function openPortal(): Promise<Portal> {
  const opened = await startPortal(controlPlane.cluster);
  await until('the portal knows the cluster', () =>
    ask(opened, 'ben', '/namespaces/payments/terminals').then(
      () => true,
      () => false,
    ),
  );
  return opened;
}

before(async () => {
  controlPlane = await startControlPlane();
  portal = await openPortal();
});

after(async () => {
  await portal?.stop();
  await controlPlane?.stop();
});

const isGone = (pod: string) =>
  controlPlane.cluster.api.get(`${pods}/${pod}`).then(
    () => false,
    error => error.status === 404,
  );
const isReady = ({ news }: Terminal) =>
  until('the terminal is ready', () => {
    assert.ok(!news.some(each => each.type === 'end'), JSON.stringify(news));
    return news.some(each => each.type === 'ready');
  });

const podOf = (name: string, labels: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'payments', labels },
  spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
});

describe('terminals before a real API server', () => {
  it('a pod of its own is made as the person, attached to, and gone when its browser is', async () => {
    const terminal = await openShell(portal, 'ben', 'payments');
    await isReady(terminal);
    const made = await controlPlane.cluster.api.get<{
      metadata: { annotations: Record<string, string> };
    }>(`${pods}/${terminal.pod}`);
    assert.equal(
      made.metadata.annotations['paddock.internal/opened-by'],
      'ben@paddock.example',
    );
    terminal.socket.terminate();
    await until('the pod is gone', () => isGone(terminal.pod));
  });

  it('a RoleBinding that is deleted ends the terminal, and the pod with it', async () => {
    const { cluster } = controlPlane;
    const terminal = await openShell(portal, 'ben', 'payments');
    await isReady(terminal);
    const binding = await cluster.kubectl(
      '-n payments get rolebinding team-payments -o json'.split(' '),
    );
    const deletedAt = performance.now();
    await cluster.api.delete(
      '/apis/rbac.authorization.k8s.io/v1/namespaces/payments/rolebindings/team-payments',
    );
    const { code, at } = await terminal.closed;
    assert.equal(code, 4403);
    console.log(
      `the terminal was cut ${(at - deletedAt).toFixed(
        0,
      )} ms after the deletion of the binding was asked for`,
    );
    await until('the pod is gone', () => isGone(terminal.pod));
    await assert.rejects(
      openShell(portal, 'ben', 'payments'),
      /You lack the right to create pods and get pods and create pods\/attach in payments of local/,
    );
    const { metadata, ...rest } = JSON.parse(binding);
    const { name, namespace } = metadata;
    await cluster.api.apply({ ...rest, metadata: { name, namespace } });
    await until('the right is back', () =>
      ask<{ shell: unknown[] }>(
        portal,
        'ben',
        '/namespaces/payments/terminals',
      ).then(({ shell }) => shell.length === 0),
    );
  });

  it('whoever has no right there is told which', async () => {
    const answer = await ask<{ exec: object[] }>(
      portal,
      'emil',
      '/namespaces/payments/terminals?pod=api-1',
    );
    assert.deepEqual(answer.exec, [
      {
        cluster: 'local',
        namespace: 'payments',
        verb: 'create',
        resource: 'pods/exec',
      },
    ]);
  });

  it('what a killed portal has left is removed by the next one, and nothing else', async () => {
    const { api } = controlPlane.cluster;
    await api.apply(podOf('others', { app: 'others' }));
    const terminal = await openShell(portal, 'ben', 'payments');
    await isReady(terminal);
    await portal.kill();
    const killedAt = performance.now();
    portal = await openPortal();
    assert.equal(await isGone(terminal.pod), false);
    await until('it is gone', () => isGone(terminal.pod), 180_000);
    console.log(
      `the pod was gone ${((performance.now() - killedAt) / 1_000).toFixed(
        0,
      )} s after its portal was killed`,
    );
    assert.equal(await isGone('others'), false);
    await until('the lease is gone, too', async () => {
      const { items } = await api.get<{ items: object[] }>(leases);
      return items.length === 0;
    });
  });

  it('the portal cannot remove a pod that is nobody’s terminal', async () => {
    const connection = await connectAsPortal(controlPlane.cluster);
    await assert.rejects(
      connection.request('DELETE', `${pods}/others`),
      /The portal removes only pods that it has made for a terminal/,
    );
    connection.close();
  });

  it('a quota and Pod Security refuse it in words, before anything is made', async () => {
    const { api } = controlPlane.cluster;
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace: 'storefront' },
      spec: { hard: { pods: '0' } },
    };
    await api.apply(quota);
    await until('the quota is known', () =>
      openShell(portal, 'emil', 'storefront').then(
        ({ socket }) => {
          socket.terminate();
          return false;
        },
        ({ message }) =>
          /^The quota of the namespace does not admit it\. The cluster says: .*exceeded quota/.test(
            message,
          ),
      ),
    );
    await api.delete(await api.pathOf(quota));
    await api.patch('/api/v1/namespaces/storefront', {
      metadata: {
        labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
      },
    });
    const shell = '/namespaces/storefront/shells';
    const image = 'registry.example/shell:1';
    await until('Pod Security decides', () =>
      ask(portal, 'emil', shell, { image, runsAs: 'image' }).then(
        () => false,
        ({ message }) => /keep its Pod Security standard/.test(message),
      ),
    );
    await ask(portal, 'emil', shell, { image });
  });

  it('the command to copy makes the same pod', async () => {
    const asked = shellRequestSchema.parse({
      image: 'registry.example/shell:1',
      command: ['sh', '-c', "echo 'it is'; exec sh"],
      env: [{ name: 'GREETING', value: 'good morning' }],
      node: 'sim-01',
      cpu: '250m',
      memory: '64Mi',
    });
    const words = shellWords(runCommand('payments', asked)).slice(1);
    const separator = words.indexOf('--command');
    const printed = await controlPlane.cluster.kubectl([
      ...words.slice(0, separator).filter(each => !/^(--rm|-it)$/.test(each)),
      // It cannot be tried together with what attaches to it.
      ...['--dry-run=client', '-o', 'json'],
      ...words.slice(separator),
    ]);
    const { spec } = JSON.parse(printed);
    const { containers, ...expected } = shellSpec(asked, { idleSeconds: 1 });
    const [{ stdin, stdinOnce, tty, ...container }] = containers as [
      (typeof containers)[number],
    ];
    assert.ok(stdin && stdinOnce && tty);
    delete spec.dnsPolicy;
    assert.deepEqual(spec, { ...expected, containers: [container] });
  });

  it('no pod and no lease outlives a portal that stops', async () => {
    const terminal = await openShell(portal, 'ben', 'payments');
    await isReady(terminal);
    await portal.stop();
    assert.equal((await terminal.closed).code, 4503);
    await until('the pod is gone', () => isGone(terminal.pod));
    const { items } = await controlPlane.cluster.api.get<{ items: object[] }>(
      leases,
    );
    assert.deepEqual(items, []);
  });
});

/** What a POSIX shell makes of quoted words. */
const shellWords = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|\\(.)/g,
      (_, plain?: string, escaped?: string) => plain ?? escaped ?? '',
    ),
  );
