import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { type Area, areaKey, includes, type Scope } from '../live/scope';

/** What is asked for where there are autoscalers, beside the kinds of workloads. */
export const autoscalerKind = 'HorizontalPodAutoscaler';

export const autoscalerArea = ({
  cluster,
  namespace,
}: Pick<Workload, 'cluster' | 'namespace'>): Area => ({
  cluster,
  namespace,
  what: autoscalerKind,
});

/** The workload as somebody with this scope may see it: an autoscaler is an object with a right of its own. */
export function withinRights(workload: Workload, scope: Scope): Workload {
  if (!workload.autoscaling) return workload;
  if (includes(scope, autoscalerArea(workload))) return workload;
  const { autoscaling, ...rest } = workload;
  return rest;
}

/** Where workloads have autoscalers. */
export function createAutoscalerAreas() {
  const counts = new Map<string, { area: Area; count: number }>();

  function count(workload: Workload | undefined, by: 1 | -1) {
    if (!workload?.autoscaling) return;
    const area = autoscalerArea(workload);
    const known = counts.get(areaKey(area));
    const now = (known?.count ?? 0) + by;
    if (now > 0) counts.set(areaKey(area), { area, count: now });
    else counts.delete(areaKey(area));
  }

  return {
    /** Returns whether an area came or went. */
    change(before: Workload | undefined, now: Workload | undefined): boolean {
      const { size } = counts;
      // Counted in before it is counted out: an area that stays is no news.
      count(now, 1);
      count(before, -1);
      return counts.size !== size;
    },
    all: (): Area[] => [...counts.values()].map(({ area }) => area),
  };
}
