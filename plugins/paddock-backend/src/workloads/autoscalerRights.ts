import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { type Area, areaKey, includes, type Scope } from '../live/scope';

/** What is asked for where there are autoscalers, beside the kinds of workloads. */
export const autoscalerKind = 'HorizontalPodAutoscaler';
export const quotaKind = 'ResourceQuota';

type Place = Pick<Workload, 'cluster' | 'namespace'>;

export const autoscalerArea = ({ cluster, namespace }: Place): Area => ({
  cluster,
  namespace,
  what: autoscalerKind,
});

const quotaArea = (place: Place): Area => ({
  ...autoscalerArea(place),
  what: quotaKind,
});

/** All that is asked for where a workload has an autoscaler. */
export const scalingAreas = (place: Place): Area[] => [
  autoscalerArea(place),
  quotaArea(place),
];

/** The workload as somebody with this scope may see it: autoscalers and quotas are objects with rights of their own. */
export function withinRights(workload: Workload, scope: Scope): Workload {
  const { autoscaling, ...rest } = workload;
  if (!autoscaling) return workload;
  if (!includes(scope, autoscalerArea(workload))) return rest;
  if (includes(scope, quotaArea(workload))) return workload;
  const { quotaAdmits, ...own } = autoscaling;
  return { ...rest, autoscaling: own };
}

/** Where workloads have autoscalers. */
export function createAutoscalerAreas() {
  const counts = new Map<string, { area: Area; count: number }>();

  function count(workload: Workload | undefined, by: 1 | -1) {
    if (!workload?.autoscaling) return;
    for (const area of scalingAreas(workload)) {
      const known = counts.get(areaKey(area));
      const now = (known?.count ?? 0) + by;
      if (now > 0) counts.set(areaKey(area), { area, count: now });
      else counts.delete(areaKey(area));
    }
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
