import type { Intern } from '../intern';
import {
  componentOf,
  conditionsOf,
  count,
  imagesOf,
  labelsOf,
  maybe,
  rowOf,
  type Meta,
  type WireCondition,
} from '../../objects/wire';

interface Replicated {
  spec?: { replicas?: unknown } | null;
  status?: {
    replicas?: unknown;
    updatedReplicas?: unknown;
    readyReplicas?: unknown;
    availableReplicas?: unknown;
  } | null;
}

interface Workload {
  metadata?: Meta | null;
  spec?: {
    minReadySeconds?: unknown;
    template?: {
      spec?: { containers?: Array<{ image?: unknown }> | null } | null;
    } | null;
  } | null;
  status?: {
    observedGeneration?: unknown;
    conditions?: WireCondition[] | null;
  } | null;
}

/** What all kinds of workload have in common. */
export function workloadOf(object: Workload, intern: Intern) {
  const { metadata, spec, status } = object;
  const labels = labelsOf(metadata?.labels, intern);
  return {
    ...rowOf(metadata, intern),
    ...componentOf(labels, intern),
    labels,
    generation: count(metadata?.generation),
    // That of Argo Rollouts is a text.
    observedGeneration: count(Number(status?.observedGeneration ?? 0)),
    ...maybe('minReadySeconds', count(spec?.minReadySeconds) || undefined),
    images: imagesOf(spec?.template?.spec?.containers, intern),
    conditions: conditionsOf(status?.conditions),
  };
}

/** How many pods those of a number have, in their states. */
export const replicasOf = ({ spec, status }: Replicated) => ({
  // An absent replica count is one, by the API's own default.
  wanted: count(spec?.replicas, 1),
  replicas: count(status?.replicas),
  updated: count(status?.updatedReplicas),
  ready: count(status?.readyReplicas),
  available: count(status?.availableReplicas),
});
