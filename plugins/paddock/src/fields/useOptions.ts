import type { RequestOptions } from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

/** What a person may choose from, once the portal has said so. */
export type Options =
  | { state: 'waiting' }
  | { state: 'ready'; value: RequestOptions }
  | { state: 'lost'; reason: string };

/** Asks the portal when the form is shown. */
export function useOptions(): Options {
  const portal = usePortal();
  const [options, setOptions] = useState<Options>({ state: 'waiting' });
  useEffect(() => {
    const leaving = new AbortController();
    portal.get<RequestOptions>('/requests/options', leaving.signal).then(
      value => {
        if (!leaving.signal.aborted) setOptions({ state: 'ready', value });
      },
      error => {
        if (leaving.signal.aborted) return;
        setOptions({ state: 'lost', reason: inWords(error) });
      },
    );
    return () => leaving.abort();
  }, [portal]);
  return options;
}
