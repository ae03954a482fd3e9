import type { Actor } from '../../doors/act';
import { KubeError } from '../../kube/errors';
import { apiPath } from '../../kube/paths';
import type { WorkloadTarget } from './target';

interface Autoscalers {
  items: Array<{
    metadata: { name: string };
    spec: { scaleTargetRef: { kind: string; name: string } };
  }>;
}

/** The name of the HorizontalPodAutoscaler of a workload; undefined also for somebody who may not see it. */
export async function autoscalerOf(
  { cluster, as }: Actor,
  { namespace, kind, name }: WorkloadTarget,
): Promise<string | undefined> {
  const path = apiPath([
    'apis',
    'autoscaling',
    'v2',
    'namespaces',
    namespace,
    'horizontalpodautoscalers',
  ]);
  try {
    const answer = await cluster.connection.request('GET', path, { as });
    return (answer as Autoscalers).items.find(
      ({ spec: { scaleTargetRef: target } }) =>
        target.kind === kind && target.name === name,
    )?.metadata.name;
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return undefined;
    throw error;
  }
}
