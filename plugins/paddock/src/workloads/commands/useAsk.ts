import type {
  Workload,
  WorkloadAct,
} from '@paddock/backstage-plugin-paddock-common';
import { useCallback, useEffect, useState } from 'react';
import { usePortal } from '../../portal/usePortal';
import { pathOf } from './path';

export type Asked =
  | { state: 'nothing' }
  /** The cluster has taken it; what comes of it is seen in the stream. */
  | { state: 'asked'; act: WorkloadAct };

const routes: Record<WorkloadAct, string> = {
  restart: 'restart',
  pause: 'pause',
  resume: 'resume',
  scale: 'scale',
  rollBack: 'roll-back',
  runNow: 'run-now',
  promote: 'promote',
  promoteFully: 'promote-fully',
  abort: 'abort',
  retry: 'retry',
};

/** Longer than this nothing is called "asked": the page shows what is. */
const shownMs = 15_000;

/** Sends an act, and remembers that it was asked for until the workload has been seen to change. A refusal is thrown in words. */
export function useAsk(workload: Workload) {
  const portal = usePortal();
  const [asked, setAsked] = useState<Asked>({ state: 'nothing' });
  const { rollout, batch, delivery } = workload;
  const seen = JSON.stringify([rollout, batch, delivery]);
  useEffect(() => {
    setAsked(now => (now.state === 'asked' ? { state: 'nothing' } : now));
  }, [seen]);
  useEffect(() => {
    if (asked.state !== 'asked') return undefined;
    const timer = setTimeout(() => setAsked({ state: 'nothing' }), shownMs);
    return () => clearTimeout(timer);
  }, [asked]);

  const path = pathOf(workload);
  const ask = useCallback(
    async (act: WorkloadAct, body: object = {}) => {
      await portal.post(`${path}/${routes[act]}`, body);
      setAsked({ state: 'asked', act });
    },
    [portal, path],
  );
  return { asked, ask };
}
