import {
  type RestsOn,
  restsOf,
  restsOnKinds,
  withoutHidden,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import { type Area, areaKey, includes, type Scope } from '../live/scope';

/** What is asked for where there are autoscalers, beside the kinds of workloads. */
export const autoscalerKind = 'HorizontalPodAutoscaler';
export const quotaKind = 'ResourceQuota';

type Place = Pick<Workload, 'cluster' | 'namespace'>;

/** Who may see parts and nothing that they are parts of sees nothing. */
const partArea = ({ cluster, namespace }: Place, what: string): Area => ({
  cluster,
  namespace,
  what,
  isPart: true,
});

export const autoscalerArea = (place: Place): Area =>
  partArea(place, autoscalerKind);

const quotaArea = (place: Place): Area => partArea(place, quotaKind);

/** All that is asked for where a workload has an autoscaler. */
export const scalingAreas = (place: Place): Area[] => [
  autoscalerArea(place),
  quotaArea(place),
];

/** Nodes are of the whole cluster: a right in one namespace is none. */
const restArea = (place: Place, kind: RestsOn): Area =>
  partArea(kind === 'Node' ? { ...place, namespace: '*' } : place, kind);

/** All that findings about workloads there may rest on. */
export const findingAreas = (place: Place): Area[] =>
  restsOnKinds.map(kind => restArea(place, kind));

/** The workload as somebody with this scope may see it: its parts are objects with rights of their own. */
export function withinRights(given: Workload, scope: Scope): Workload {
  const workload = withoutHidden(
    given,
    restsOnKinds.filter(kind => !includes(scope, restArea(given, kind))),
  );
  const { autoscaling, ...rest } = workload;
  if (!autoscaling) return workload;
  if (!includes(scope, autoscalerArea(workload))) return rest;
  if (includes(scope, quotaArea(workload))) return workload;
  const { quotaAdmits, ...own } = autoscaling;
  return { ...rest, autoscaling: own };
}

function partsOf(workload: Workload | undefined): Area[] {
  if (!workload) return [];
  const rests = restsOf(workload.rollout.findings);
  return [
    ...(workload.autoscaling ? scalingAreas(workload) : []),
    ...[...rests].map(kind => restArea(workload, kind)),
  ];
}

/** Where workloads have parts with rights of their own. */
export function createPartAreas() {
  const counts = new Map<string, { area: Area; count: number }>();

  /** Returns whether an area came or went. */
  function count(workload: Workload | undefined, by: 1 | -1): boolean {
    let isNews = false;
    for (const area of partsOf(workload)) {
      const key = areaKey(area);
      const before = counts.get(key)?.count ?? 0;
      if (before + by > 0) counts.set(key, { area, count: before + by });
      else counts.delete(key);
      isNews ||= before === 0 || before + by === 0;
    }
    return isNews;
  }

  return {
    /** Returns whether an area came or went. */
    change(before: Workload | undefined, now: Workload | undefined): boolean {
      // Counted in before it is counted out: an area that stays is no news.
      const came = count(now, 1);
      const went = count(before, -1);
      return came || went;
    },
    all: (): Area[] => [...counts.values()].map(({ area }) => area),
  };
}
