import type {
  KubeApi,
  KubeObject,
} from '../../packages/local/src/cluster/api.ts';
import { until } from '../integration/world/watching.ts';

export const size = {
  nodes: 1_000,
  pods: 10_000,
  namespaces: 200,
  apps: 1_500,
} as const;

const parallel = 16;
const namespaceOf = (at: number) => `bench-${at % size.namespaces}`;
export const appOf = (at: number) => `app-${at % size.apps}`;
export const podPath = (at: number) =>
  `/api/v1/namespaces/${namespaceOf(at)}/pods/${podName(at)}`;
const podName = (at: number) =>
  `${appOf(at)}-7c9f8d5b6d-${at.toString(36).padStart(5, '0')}`;

async function inParallel(count: number, work: (at: number) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < count; at = next++) await work(at);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

/** Environment variables are in the object twice: the second time as the names of fields that somebody manages. */
const environment = Array.from({ length: 18 }, (_, at) => ({
  name: `SETTING_NUMBER_${at}`,
  value: `the value of the setting number ${at}`,
}));

function podOf(at: number): KubeObject {
  const containers = ['app', 'proxy'].map(name => ({
    name,
    image: `registry.example/${appOf(at)}/${name}:1.${at % 7}.0`,
    env: environment,
    resources: { requests: { cpu: '10m', memory: '16Mi' } },
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName(at),
      namespace: namespaceOf(at),
      labels: {
        app: appOf(at),
        'backstage.io/kubernetes-id': appOf(at),
        'pod-template-hash': '7c9f8d5b6d',
      },
      annotations: { 'bench/padding': `${at} `.repeat(160) },
    },
    spec: {
      nodeName: `sim-${String((at % size.nodes) + 1).padStart(2, '0')}`,
      automountServiceAccountToken: false,
      containers,
    },
  };
}

export async function writeNamespaces(api: KubeApi): Promise<void> {
  await inParallel(size.namespaces, async at => {
    await api.create('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: namespaceOf(at) },
    });
  });
  await inParallel(size.namespaces, async at => {
    // Without it a namespace takes no pods.
    await until('there is a service account', () =>
      api
        .get(`/api/v1/namespaces/${namespaceOf(at)}/serviceaccounts/default`)
        .then(
          () => true,
          () => false,
        ),
    );
  });
}

/** Writes the pods straight onto their nodes: the scheduler is not what is measured. */
export async function writePods(api: KubeApi): Promise<void> {
  await inParallel(size.pods, async at => {
    await api.create(`/api/v1/namespaces/${namespaceOf(at)}/pods`, podOf(at));
  });
}

/** Pods by phase; waits until all run, or for so many seconds. */
export async function settlePods(
  api: KubeApi,
  seconds: number,
): Promise<Record<string, number>> {
  let phases: Record<string, number> = {};
  await until(
    'all run',
    async () => {
      phases = await phasesOf(api);
      return (phases.Running ?? 0) >= size.pods;
    },
    seconds * 1000,
  ).catch(() => {});
  return phases;
}

interface Pods {
  metadata: { continue?: string };
  items: Array<{ status: { phase: string } }>;
}

async function phasesOf(api: KubeApi) {
  const phases: Record<string, number> = {};
  let next: string | undefined = '';
  while (next !== undefined) {
    const page: Pods = await api.get<Pods>(
      `/api/v1/pods?limit=1000&continue=${next}`,
    );
    for (const { status } of page.items) {
      phases[status.phase] = (phases[status.phase] ?? 0) + 1;
    }
    next = page.metadata.continue;
  }
  return phases;
}
