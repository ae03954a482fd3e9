import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import {
  KUBERNETES_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION,
} from '@backstage/plugin-kubernetes-common';
import { parseLabelSelector } from './labelSelector';
import type { WorkloadRow } from '../rows';

/** Which objects an entity's annotations name, by the rules of Backstage's Kubernetes plugin. */
export interface EntityTarget {
  key: string;
  cluster?: string;
  namespace?: string;
  /** Where a lookup by the label `backstage.io/kubernetes-id` is enough. */
  component?: string;
  matches(row: WorkloadRow): boolean;
}

/**
 * Reads the standard annotations of an entity.
 * @throws NotFoundError when it has none, InputError when its selector is not one
 */
export function readTarget(entity: Entity): EntityTarget {
  const annotations = entity.metadata.annotations ?? {};
  const cluster = annotations['backstage.io/kubernetes-cluster'];
  const namespace = annotations['backstage.io/kubernetes-namespace'];
  const selector = annotations[KUBERNETES_LABEL_SELECTOR_QUERY_ANNOTATION];
  const component = annotations[KUBERNETES_ANNOTATION];
  const key = JSON.stringify({ cluster, namespace, selector, component });
  const inPlace = (row: WorkloadRow) =>
    namespace === undefined || row.namespace === namespace;
  // The selector wins, as it does for the Kubernetes plugin.
  if (selector) {
    const selects = parseLabelSelector(selector);
    const matches = (row: WorkloadRow) => inPlace(row) && selects(row.labels);
    return { key, cluster, namespace, matches };
  }
  if (component) {
    const matches = (row: WorkloadRow) =>
      inPlace(row) && row.component === component;
    return { key, cluster, namespace, component, matches };
  }
  throw new NotFoundError(
    `${stringifyEntityRef(
      entity,
    )} does not say what belongs to it in Kubernetes. Add the annotation ${KUBERNETES_ANNOTATION} to it, and the label of the same name to its workloads.`,
  );
}
