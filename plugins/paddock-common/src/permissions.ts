import { createPermission } from '@backstage/plugin-permission-common';
import { requestPermissions } from './requests/permissions';

/** May open the portal's live views at all. What is in them is decided by each cluster's own RBAC. */
export const paddockWorkloadReadPermission = createPermission({
  name: 'paddock.workload.read',
  attributes: { action: 'read' },
});

/** May deploy and change workloads through the portal, within what the cluster's RBAC allows the person. */
export const paddockWorkloadUpdatePermission = createPermission({
  name: 'paddock.workload.update',
  attributes: { action: 'update' },
});

/** May take nodes out of use and put them back, within what the cluster's RBAC allows the person. Meant for administrators. */
export const paddockNodeUpdatePermission = createPermission({
  name: 'paddock.node.update',
  attributes: { action: 'update' },
});

export const paddockPermissions = [
  paddockWorkloadReadPermission,
  paddockWorkloadUpdatePermission,
  paddockNodeUpdatePermission,
  ...requestPermissions,
];
