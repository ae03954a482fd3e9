import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';

/** What somebody who decides has had before the eyes. A change in between has to be looked at first. */
export function useShownHash({ id, hash }: Pick<RequestPage, 'id' | 'hash'>) {
  const [seen, setSeen] = useState({ id, hash });
  const current = seen.id === id ? seen.hash : hash;
  return {
    changed: current !== hash,
    /** The change was looked at. */
    look: () => setSeen({ id, hash }),
  };
}
