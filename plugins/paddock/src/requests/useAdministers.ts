import { useApi } from '@backstage/core-plugin-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { paddockAuditReadPermission as permission } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';

/** Whether to offer what only administrators get; the backend decides again. */
export function useAdministers(): boolean {
  const permissions = useApi(permissionApiRef);
  const [administers, setAdministers] = useState(false);
  useEffect(() => {
    let over = false;
    permissions.authorize({ permission }).then(
      ({ result }) => !over && setAdministers(result === 'ALLOW'),
      // What cannot be asked is not offered.
      () => !over && setAdministers(false),
    );
    return () => {
      over = true;
    };
  }, [permissions]);
  return administers;
}
