import {
  DEFAULT_NAMESPACE,
  type Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** A component that somebody owns, themselves or as a member of a group. */
export interface OwnService {
  /** Catalog ref in lower case. */
  ref: string;
  /** As a person says it. */
  title: string;
  kind: string;
  namespace: string;
  name: string;
}

/** What the home page needs of an entity. Pure. */
export function ownServiceOf(entity: Entity): OwnService {
  const { name, namespace = DEFAULT_NAMESPACE, title } = entity.metadata;
  return {
    ref: stringifyEntityRef(entity),
    title: title ?? name,
    kind: entity.kind.toLowerCase(),
    namespace,
    name,
  };
}
