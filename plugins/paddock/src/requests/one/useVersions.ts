import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useCallback } from 'react';
import { useClient } from '../useClient';
import { useLoaded } from '../useLoaded';

/** What Vault tells about the values of a secret, read anew whenever some were written. */
export function useVersions({ id, timeline }: RequestPage) {
  const client = useClient();
  const written = timeline.filter(
    ({ kind }) => kind === 'value-written',
  ).length;
  const load = useCallback(
    () => client.versions(id),
    // What was written since makes the same question another one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [client, id, written],
  );
  return useLoaded(load);
}
