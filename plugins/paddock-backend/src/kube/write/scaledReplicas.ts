import type { Applicable } from './apply';

interface AutoscalerSpec {
  scaleTargetRef?: { kind?: unknown; name?: unknown };
}

/**
 * A workload's replica count belongs to the autoscaler that targets it: applying
 * a count too would fight with it, or conflict, at every deployment.
 */
export function withoutScaledReplicas(objects: Applicable[]): Applicable[] {
  const scaled = new Set(
    objects
      .filter(({ kind }) => kind === 'HorizontalPodAutoscaler')
      .map(({ spec }) => (spec as AutoscalerSpec | undefined)?.scaleTargetRef)
      .map(target => `${target?.kind}/${target?.name}`),
  );
  return objects.map(object => {
    const { kind, metadata, spec } = object;
    if (!scaled.has(`${kind}/${metadata.name}`)) return object;
    if (typeof spec !== 'object' || spec === null) return object;
    const { replicas, ...rest } = spec as Record<string, unknown>;
    return { ...object, spec: rest };
  });
}
