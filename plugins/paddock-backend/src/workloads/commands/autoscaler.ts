import type { Actor } from '../../access/act';
import { KubeError } from '../../kube/connection/errors';
import { apiPath } from '../../kube/connection/paths';
import type { AutoscalerObject } from '../../kube/objects/workloadObjects';
import type { WorkloadTarget } from './target';

/** The HorizontalPodAutoscalers of a namespace; none also for somebody who may not see them. */
export async function autoscalersIn(
  { cluster, as }: Actor,
  namespace: string,
): Promise<AutoscalerObject[]> {
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
    return (answer as { items: AutoscalerObject[] }).items;
  } catch (error) {
    if (error instanceof KubeError && error.status === 403) return [];
    throw error;
  }
}

/** The name of the one that decides about a workload. */
export const autoscalerAmong = (
  autoscalers: AutoscalerObject[],
  { kind, name }: Pick<WorkloadTarget, 'kind' | 'name'>,
): string | undefined =>
  autoscalers.find(
    ({ spec: { scaleTargetRef: target } }) =>
      target.kind === kind && target.name === name,
  )?.metadata.name;
