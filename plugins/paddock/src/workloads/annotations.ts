import type { Entity } from '@backstage/catalog-model';

const idAnnotation = 'backstage.io/kubernetes-id';
const selectorAnnotation = 'backstage.io/kubernetes-label-selector';
const namespaceAnnotation = 'backstage.io/kubernetes-namespace';

/** How an entity's workloads are found in a cluster. */
export interface Lookup {
  /** A Kubernetes label selector. */
  selector: string;
  /** Only there, where it is given. */
  namespace?: string;
}

/** The standard annotations of an entity; a label selector wins over an id. Nothing where neither is set. */
export function lookupOf(entity: Entity): Lookup | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const id = annotations[idAnnotation];
  const selector =
    annotations[selectorAnnotation] ?? (id && `${idAnnotation}=${id}`);
  if (!selector) return undefined;
  return { selector, namespace: annotations[namespaceAnnotation] };
}

/** Whether the entity says which workloads are its own. */
export function isLiveAvailable(entity: Entity): boolean {
  return lookupOf(entity) !== undefined;
}
