import type { KubeApi } from '../../packages/local/src/cluster/api.ts';
import { until } from '../integration/watching.ts';

export const component = 'fresh';
export const namespace = 'payments';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: component,
    namespace,
    labels: { 'backstage.io/kubernetes-id': component },
  },
  spec: {
    replicas: 20,
    selector: { matchLabels: { app: component } },
    template: {
      metadata: {
        labels: { app: component, 'backstage.io/kubernetes-id': component },
      },
      spec: { containers: [{ name: 'app', image: 'registry.example/app:1' }] },
    },
  },
};

export interface Pod {
  metadata: { name: string };
  status: {
    phase: string;
    containerStatuses?: Array<{ restartCount: number }>;
  };
}

/** A component of twenty pods; returns one of them, when all run. Asked again, it returns the same. */
export async function startProbed(api: KubeApi): Promise<Pod> {
  await api.apply(deployment);
  let pods: Pod[] = [];
  await until(
    'its pods run',
    async () => {
      const path = `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${component}`;
      pods = (await api.get<{ items: Pod[] }>(path)).items;
      return (
        pods.length === 20 &&
        pods.every(({ status }) => status.phase === 'Running')
      );
    },
    120_000,
  );
  return pods[0]!;
}
