import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { type Area, areaKey, wideKey } from '../../live/scope';
import type { AreaCount } from './order';

export interface AreaCounts {
  /** Counts a workload in; says where, and whether there was nothing before. */
  add(workload: Workload): { area: AreaCount; isNew: boolean };
  /** Counts a workload out; true when nothing is left where it was. */
  remove(workload: Workload, from: AreaCount): boolean;
  all(): Iterable<AreaCount>;
}

function change(area: AreaCount, { rollout }: Workload, by: 1 | -1) {
  area.count += by;
  const inState = (area.states.get(rollout.state) ?? 0) + by;
  if (inState > 0) area.states.set(rollout.state, inState);
  else area.states.delete(rollout.state);
}

/** What is where: so that counting what somebody may see does not take a look at each workload. */
export function createAreaCounts(): AreaCounts {
  const areas = new Map<string, AreaCount>();

  function areaFor({ cluster, namespace, kind }: Workload): AreaCount {
    const area: Area = { cluster, namespace, what: kind };
    const key = areaKey(area);
    const known = areas.get(key);
    if (known) return known;
    const wide = wideKey(area);
    const fresh = { area, key, wide, count: 0, states: new Map() };
    areas.set(key, fresh);
    return fresh;
  }

  return {
    add(workload) {
      const area = areaFor(workload);
      change(area, workload, 1);
      return { area, isNew: area.count === 1 };
    },
    remove(workload, area) {
      change(area, workload, -1);
      return area.count === 0 && areas.delete(area.key);
    },
    all: () => areas.values(),
  };
}
