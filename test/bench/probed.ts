import type { KubeApi } from '../../packages/local/src/cluster/api.ts';
import { simulatedLabel } from '../../packages/local/src/cluster/simulatedNodes.ts';
import { until } from '../integration/world/watching.ts';

export const component = 'fresh';
export const namespace = 'payments';

interface Wanted {
  /** Of the Deployment. */
  name: string;
  component: string;
  count: number;
}

const deployment = ({ name, component: of, count }: Wanted) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace,
    labels: { 'backstage.io/kubernetes-id': of },
  },
  spec: {
    replicas: count,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name, 'backstage.io/kubernetes-id': of } },
      spec: {
        nodeSelector: { [simulatedLabel]: 'true' },
        tolerations: [{ key: simulatedLabel, operator: 'Exists' }],
        containers: [{ name: 'app', image: 'registry.example/app:1' }],
      },
    },
  },
});

export interface Pod {
  metadata: { name: string; namespace: string };
  status: {
    phase: string;
    containerStatuses?: Array<{ restartCount: number }>;
  };
}

/** A Deployment on simulated nodes; returns its pods, when all run. Asked again, it returns the same. */
export async function startPods(api: KubeApi, wanted: Wanted): Promise<Pod[]> {
  await api.apply(deployment(wanted));
  let pods: Pod[] = [];
  await until(
    `the pods of ${wanted.name} run`,
    async () => {
      const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${wanted.name}`;
      pods = (await api.get<{ items: Pod[] }>(path)).items;
      return (
        pods.length === wanted.count &&
        pods.every(({ status }) => status.phase === 'Running')
      );
    },
    120_000,
  );
  return pods;
}

/** A component of twenty pods; returns one of them. */
export async function startProbed(api: KubeApi): Promise<Pod> {
  const [pod] = await startPods(api, { name: component, component, count: 20 });
  return pod!;
}
