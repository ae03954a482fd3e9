import type { ObjectEvent } from '@paddock/backstage-plugin-paddock-common';
import type { OwnerRef, Row } from '../rows';

/** A Warning about an object, which is its owner here: so that it is found by it. */
export interface EventRow extends Row {
  kind: 'Event';
  owner?: OwnerRef;
  event: ObjectEvent;
}

export interface NodeRow extends Row {
  kind: 'Node';
  ready: boolean;
  /** When that last changed. */
  changedAt?: string;
  message?: string;
}

export interface NamespaceRow extends Row {
  kind: 'Namespace';
  /** Why its deletion is not done, in the words of its controller. */
  remaining: string[];
}

/** Roles and bindings: nothing of them is kept; that they change is what matters. */
export interface RightsRow extends Row {
  kind: 'Role' | 'RoleBinding' | 'ClusterRole' | 'ClusterRoleBinding';
}
