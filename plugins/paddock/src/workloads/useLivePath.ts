import { useRouteRef } from '@backstage/core-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { useCallback } from 'react';
import type { LivePath } from './list/columns';
import { useKnownComponents } from './useKnownComponents';

/** Where the Live tabs of these workloads' components are, for those that the catalog has. */
export function useLivePath(workloads: Iterable<Workload>): LivePath {
  const known = useKnownComponents(
    [...workloads].flatMap(({ component }) => component ?? []),
  );
  const entityPath = useRouteRef(entityRouteRef);
  return useCallback(
    component => {
      if (!known.has(component)) return undefined;
      const kind = 'component';
      const path = entityPath({ kind, namespace: 'default', name: component });
      return `${path}/live`;
    },
    [known, entityPath],
  );
}
