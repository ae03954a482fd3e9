import { useMemo } from 'react';
import { usePortal } from '../portal/usePortal';
import { createClient } from './client';

/** What a person does with requests, as the person who is signed in. */
export function useClient() {
  const portal = usePortal();
  return useMemo(() => createClient(portal), [portal]);
}
