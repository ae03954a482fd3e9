import { useApi } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { paddockAuditReadPermission as permission } from '@paddock/backstage-plugin-paddock-common';
import { useLoaded } from '../portal/useLoaded';

/** Whether to offer what only administrators get; the backend decides again. What cannot be asked is not offered. */
export function useAdministers(): boolean {
  const permissions = useApi(permissionApiRef);
  const { loaded } = useLoaded(permission.name, () =>
    permissions.authorize({ permission }),
  );
  return 'value' in loaded && loaded.value.result === 'ALLOW';
}
