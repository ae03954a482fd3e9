import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useState } from 'react';

/** Changes whenever something happened to the request. */
function markOf({ state, revision, updatedAt, timeline, hash }: RequestPage) {
  return [state, revision, updatedAt, timeline.length, hash].join(' ');
}

/** What was asked of the portal and has not been seen to happen yet. */
export function useAct(page: RequestPage) {
  const [asked, setAsked] = useState<{ what: string; mark: string }>();
  const mark = markOf(page);
  return {
    /** In words, until the live view shows an effect. */
    asked: asked?.mark === mark ? asked.what : undefined,
    /** Runs it; rejects as it does. */
    run: async (what: string, act: () => Promise<void>) => {
      await act();
      setAsked({ what, mark });
    },
  };
}
