import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { KubeObject } from '../../packages/local/src/cluster/api.ts';
import {
  podsOnDemand,
  readDiagnosis,
  startWorkloadRoom,
  type RunningCluster,
} from './world/backend.ts';
import { startControlPlane, type ControlPlane } from './world/controlPlane.ts';
import {
  connectAsPortal,
  identityOfSample,
  until,
  watch,
} from './world/watching.ts';

let controlPlane: ControlPlane;
let watched: RunningCluster;
let room: ReturnType<typeof startWorkloadRoom>;
const ben = identityOfSample('ben');
const namespace = 'payments';

before(async () => {
  controlPlane = await startControlPlane();
  watched = await watch(await connectAsPortal(controlPlane.cluster));
  room = startWorkloadRoom({ all: () => [watched], onChange: () => () => {} });
});

after(async () => {
  room?.stop();
  watched?.stop();
  await controlPlane?.stop();
});

type Kind = 'Deployment' | 'StatefulSet';

const workload = (
  kind: Kind,
  name: string,
  given: { container?: object; pod?: object } = {},
): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name, namespace },
  spec: {
    replicas: 1,
    ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          { name: 'app', image: 'registry.example/app:1', ...given.container },
        ],
        ...given.pod,
      },
    },
  },
});

type Findings = Awaited<
  ReturnType<typeof readDiagnosis>
>['rollout']['findings'];
const outline = (findings: Findings): string[] =>
  findings.flatMap(({ summary, because }) => [summary, ...outline(because)]);

/** What the page of this workload would tell, read as the person. */
async function reasonsOf(kind: Kind, name: string): Promise<string[]> {
  const row = [...watched.cache(kind).inNamespace(namespace)].find(
    each => each.name === name,
  );
  const [index] = room.indexes();
  if (!row || !index) return [];
  const { rollout } = await readDiagnosis(
    { room, onDemand: podsOnDemand },
    { cluster: watched, as: ben },
    { cluster: 'local', namespace, kind, name },
    Date.now(),
  );
  return outline(rollout.findings);
}

async function untilTold(kind: Kind, name: string, words: RegExp) {
  let told: string[] = [];
  await until(
    `${name} is told`,
    async () => {
      told = await reasonsOf(kind, name);
      return told.some(each => words.test(each));
    },
    120_000,
  ).catch(() => assert.fail(`It is told of ${name}: ${told.join(' | ')}`));
}

describe('the reasons of a real cluster', () => {
  it('name a pod that no node has room for', async () => {
    const resources = { requests: { cpu: '400' } };
    await controlPlane.cluster.api.apply(
      workload('Deployment', 'too-big', { container: { resources } }),
    );
    await untilTold(
      'Deployment',
      'too-big',
      /^no node has 400 cores free \(1 pod\)/,
    );
    await untilTold('Deployment', 'too-big', /nodes have too little CPU free$/);
  });

  it('name the setting that Pod Security refuses', async () => {
    const securityContext = { privileged: true };
    await controlPlane.cluster.api.apply(
      workload('Deployment', 'privileged', { container: { securityContext } }),
    );
    await untilTold(
      'Deployment',
      'privileged',
      /^privileged \(container "app" must not set securityContext.privileged=true\)$/,
    );
  });

  it('name the storage class that a volume claim waits for', async () => {
    const { api } = controlPlane.cluster;
    await api.apply({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'data', namespace },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'no-such-class',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    const persistentVolumeClaim = { claimName: 'data' };
    await api.apply(
      workload('Deployment', 'unbound', {
        pod: { volumes: [{ name: 'data', persistentVolumeClaim }] },
      }),
    );
    await untilTold(
      'Deployment',
      'unbound',
      /^the claim data asks for the storage class no-such-class, which does not exist$/,
    );
  });

  it('name what the quota has left, also where only events tell of it', async () => {
    const { api } = controlPlane.cluster;
    await api.apply({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'full', namespace },
      spec: { hard: { 'count/pods': '1' } },
    });
    await until('the quota is counted', () =>
      [...watched.cache('ResourceQuota').inNamespace(namespace)].some(
        ({ name, used }) => name === 'full' && Number(used['count/pods']) > 0,
      ),
    );
    for (const kind of ['Deployment', 'StatefulSet'] as const) {
      const name = `one-more-${kind.toLowerCase()}`;
      await api.apply(workload(kind, name));
      await untilTold(
        kind,
        name,
        /^count\/pods: a pod asks for 1, \d+ of 1 are used$/,
      );
    }
  });
});
