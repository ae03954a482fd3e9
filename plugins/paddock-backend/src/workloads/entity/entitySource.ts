import type { EntityWorkloadItem } from '@paddock/backstage-plugin-paddock-common';
import { type Area, areaKey, includes, type Scope } from '../../live/scope';
import type { Source } from '../../live/source';
import { findingAreas, scalingAreas, withinRights } from '../partRights';
import type { EntityTarget } from './entityTarget';
import { projectPods } from '../project/project';
import type { WorkloadRoom } from '../room';
import type { WorkloadRow } from '../rows';
import type { WorkloadIndex } from '../workloadIndex';

const areaOf = ({ cluster }: WorkloadIndex, row: WorkloadRow): Area => ({
  cluster: cluster.name,
  namespace: row.namespace,
  what: row.kind,
});

/** Of a row itself, of what findings about it rest on, and of its autoscaler where it has one. */
function areasOfRow(index: WorkloadIndex, row: WorkloadRow): Area[] {
  const area = areaOf(index, row);
  return [
    area,
    ...findingAreas(area),
    ...(index.members.autoscalerOf(row) ? scalingAreas(area) : []),
  ];
}

/** The indexes of the clusters that the target may be in. */
export function indexesOf(room: WorkloadRoom, { cluster }: EntityTarget) {
  return room
    .indexes()
    .filter(index => cluster === undefined || index.cluster.name === cluster);
}

export function* rowsOf({ members }: WorkloadIndex, target: EntityTarget) {
  const rows =
    target.component === undefined
      ? members.rows()
      : members.rowsOfComponent(target.component);
  for (const row of rows) if (target.matches(row)) yield row;
}

/** Where the target's workloads are. */
export function areasOf(room: WorkloadRoom, target: EntityTarget): Area[] {
  const areas = new Map<string, Area>();
  for (const index of indexesOf(room, target)) {
    for (const row of rowsOf(index, target)) {
      for (const area of areasOfRow(index, row)) areas.set(areaKey(area), area);
    }
  }
  return [...areas.values()];
}

/** Calls back when the target has workloads where it had none before. Returns its stop. */
export function onNewArea(
  room: WorkloadRoom,
  target: EntityTarget,
  listener: () => void,
): () => void {
  const known = new Set(areasOf(room, target).map(areaKey));
  return followIndexes(room, target, (index, ids) => {
    for (const id of ids) {
      const row = index.members.row(id);
      if (!row || !target.matches(row)) continue;
      const fresh = areasOfRow(index, row)
        .map(areaKey)
        .filter(key => !known.has(key));
      fresh.forEach(key => known.add(key));
      if (fresh.length > 0) listener();
    }
  });
}

/** Listens to the target's indexes, those of clusters that come later included. */
export function followIndexes(
  room: WorkloadRoom,
  target: EntityTarget,
  touched: (index: WorkloadIndex, ids: readonly string[]) => void,
): () => void {
  const stops = new Map<WorkloadIndex, () => void>();
  function follow() {
    for (const index of indexesOf(room, target)) {
      if (stops.has(index)) continue;
      stops.set(
        index,
        index.onTouched(ids => touched(index, ids)),
      );
    }
  }
  const stopIndexes = room.onIndexes(follow);
  follow();
  return () => {
    stopIndexes();
    stops.forEach(stop => stop());
  };
}

function itemsOf(index: WorkloadIndex, row: WorkloadRow, scope: Scope) {
  const workload = index.workload(row);
  if (!workload) return [];
  const members = index.members.of(row);
  return [
    withinRights(workload, scope),
    ...projectPods(row, members, workload.cluster, Date.now()),
  ];
}

/** The workloads of an entity with their pods, as far as the scope allows. */
export function createEntitySource(
  room: WorkloadRoom,
  target: EntityTarget,
  scope: Scope,
): Source<EntityWorkloadItem, undefined> {
  /** Which rows came of which workload, so that they can leave with it. */
  const shown = new Map<string, Set<string>>();
  const keyOf = (index: WorkloadIndex, id: string) =>
    `${index.cluster.name}/${id}`;

  function read(index: WorkloadIndex, row: WorkloadRow | undefined) {
    if (!row || !target.matches(row)) return [];
    if (!includes(scope, areaOf(index, row))) return [];
    const items = itemsOf(index, row, scope);
    shown.set(keyOf(index, row.id), new Set(items.map(({ id }) => id)));
    return items;
  }

  function* readAgain(index: WorkloadIndex, id: string) {
    const key = keyOf(index, id);
    const before = shown.get(key) ?? new Set<string>();
    shown.delete(key);
    for (const item of read(index, index.members.row(id))) {
      before.delete(item.id);
      yield [item.id, item] as const;
    }
    for (const left of before) yield [left, undefined] as const;
  }

  function* all() {
    for (const index of indexesOf(room, target)) {
      for (const row of rowsOf(index, target)) {
        for (const item of read(index, row)) yield [item.id, item] as const;
      }
    }
  }

  function* some(keys: ReadonlySet<string>) {
    const indexes = new Map(
      indexesOf(room, target).map(index => [index.cluster.name, index]),
    );
    for (const key of keys) {
      const slash = key.lastIndexOf('/');
      const index = indexes.get(key.slice(0, slash));
      if (index) {
        yield* readAgain(index, key.slice(slash + 1));
        continue;
      }
      // Its cluster is not watched any more.
      for (const id of shown.get(key) ?? []) yield [id, undefined] as const;
      shown.delete(key);
    }
  }

  return {
    all: () => ({ items: [...all()] }),
    some: keys => ({ items: [...some(keys)] }),
    start(dirty) {
      const stopFollowing = followIndexes(room, target, (index, ids) =>
        ids.forEach(id => dirty(keyOf(index, id))),
      );
      const stopIndexes = room.onIndexes(() => {
        for (const key of shown.keys()) dirty(key);
      });
      return () => {
        stopFollowing();
        stopIndexes();
      };
    },
  };
}
