import { createPermission } from '@backstage/plugin-permission-common';

/** May open the portal's pages of requests at all. Which of them a person sees is up to their teams. */
export const paddockRequestReadPermission = createPermission({
  name: 'paddock.request.read',
  attributes: { action: 'read' },
});

/** May ask for something, and take care of what their teams have, within what the rules and the clusters allow. */
export const paddockRequestCreatePermission = createPermission({
  name: 'paddock.request.create',
  attributes: { action: 'create' },
});

/** May decide, as a member of a group that the rules name as approvers. */
export const paddockRequestDecidePermission = createPermission({
  name: 'paddock.request.decide',
  attributes: { action: 'update' },
});

/** May search and export the audit trail, and have its chain checked. For administrators only. */
export const paddockAuditReadPermission = createPermission({
  name: 'paddock.audit.read',
  attributes: { action: 'read' },
});

export const requestPermissions = [
  paddockRequestReadPermission,
  paddockRequestCreatePermission,
  paddockRequestDecidePermission,
  paddockAuditReadPermission,
];
