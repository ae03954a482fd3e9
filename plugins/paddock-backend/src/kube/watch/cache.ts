import type { WatchedKind, RowByKind } from './rowByKind';
import type { Reach } from '@paddock/backstage-plugin-paddock-common';
import type { Person } from '../../person';
import type { Row } from './rows';

/** A change of one row: `now` is undefined when the object is gone, `before` when it is new. */
export interface Change<R extends Row> {
  before?: R;
  now?: R;
}

/** The rows of one kind in one cluster, kept by a reflector. Reading it never waits. */
export interface RowCache<R extends Row> {
  readonly size: number;
  reach(): Reach;
  get(id: string): R | undefined;
  all(): Iterable<R>;
  inNamespace(namespace: string): Iterable<R>;
  /** Rows whose controlling owner has this uid. */
  ownedBy(ownerId: string): Iterable<R>;
  /** Rows with this value of the label `backstage.io/kubernetes-id`. */
  ofComponent(component: string): Iterable<R>;
  /** Called after the cache holds the change. Returns its stop. */
  subscribe(listener: (change: Change<R>) => void): () => void;
  /** Called when reach() has changed. Returns its stop. */
  onReach(listener: () => void): () => void;
}

/** One cluster, watched: one reflector per kind for the whole process, whatever the number of viewers. */
export interface WatchedCluster {
  readonly name: string;
  readonly title?: string;
  cache<K extends WatchedKind>(kind: K): RowCache<RowByKind[K]>;
  /** The worst of all kinds: live only when every kind is. */
  reach(): Reach;
  onReach(listener: () => void): () => void;
  readonly access: Access;
  /** Who a person is for this cluster; undefined for somebody whom it cannot know. */
  readonly identity: (person: Person) => KubeIdentity | undefined;
}

/** Who that is for one cluster's RBAC. Never `system:*`. */
export interface KubeIdentity {
  user: string;
  groups: string[];
}

export interface Right {
  verb: string;
  /** API group, empty for core. */
  group: string;
  resource: string;
  subresource?: string;
  /** Undefined asks for all namespaces. */
  namespace?: string;
  name?: string;
}

/** What a cluster's own RBAC says, by SubjectAccessReview; cached. */
export interface Access {
  /** @throws Unreachable, KubeError where neither a yes nor a no can be had: nothing may be shown or done then */
  may(who: KubeIdentity, right: Right): Promise<boolean>;
  /** Called when any role or binding has changed: whoever relies on an answer must ask again. */
  onRightsChanged(listener: () => void): () => void;
}
