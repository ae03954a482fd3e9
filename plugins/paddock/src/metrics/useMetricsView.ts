import {
  type MetricRange,
  metricRanges,
} from '@paddock/backstage-plugin-paddock-common';
import { useCallback } from 'react';
import { useSearchParams } from '../portal/place';

export type MetricsLook = 'charts' | 'table';

interface View {
  range: MetricRange;
  /** What is shown, as the address has it. */
  of: string | undefined;
  look: MetricsLook;
}

const names = {
  range: 'metrics-range',
  of: 'metrics-of',
  look: 'metrics-as',
} as const;

/** What of the metrics is shown: in the address, so that it can be shared and survives a reload. */
export function useMetricsView() {
  const [search, setSearch] = useSearchParams();
  const view: View = {
    range: metricRanges.find(each => each === search.get(names.range)) ?? '15',
    of: search.get(names.of) ?? undefined,
    look: search.get(names.look) === 'table' ? 'table' : 'charts',
  };
  const change = useCallback(
    (changes: Partial<View>) =>
      setSearch(
        before => {
          const next = new URLSearchParams(before);
          for (const [key, value] of Object.entries(changes)) {
            next.set(names[key as keyof View], value);
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  return { view, change };
}
