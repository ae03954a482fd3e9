import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  Workload,
  WorkloadChange,
} from '@paddock/backstage-plugin-paddock-common';
import { clusterOrigin } from '../../access/clusterOrigin';
import { type Area, areaKey, includes, type Scope } from '../../live/scope';
import { autoscalerArea, withinRights } from '../partRights';
import type { ChangeLog } from '../changes/changeLog';
import {
  areasOf,
  followIndexes,
  indexesOf,
  onNewArea,
  rowsOf,
} from './entitySource';
import { type EntityTarget, readTarget } from './entityTarget';
import { rightsFor, type WorkloadRoom } from '../room';
import type { WorkloadRow } from '../rows';
import type { WorkloadIndex } from '../workloadIndex';

/** The targets of entities by their refs; nothing for one that does not say what belongs to it. */
function readTargets(entities: Entity[]) {
  const targets = new Map<string, EntityTarget>();
  const unconnected: string[] = [];
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    try {
      targets.set(ref, readTarget(entity));
    } catch {
      unconnected.push(ref);
    }
  }
  return { targets, unconnected };
}

/** Everything that any of the targets may be in. */
const anywhere: EntityTarget = { key: '', matches: () => true };

/** A change as somebody with this scope may see it. */
function changeWithin(
  change: WorkloadChange,
  scope: Scope,
): WorkloadChange | undefined {
  const { kind: what, ...place } = change;
  if (!includes(scope, { ...place, what })) return undefined;
  const { became } = change;
  if (became.what !== 'scaled' || !became.metrics) return change;
  if (includes(scope, autoscalerArea(change))) return change;
  const { metrics, ...rest } = became;
  return { ...change, became: rest };
}

/** Tells which targets anything has happened to, also of what was theirs until now. */
function createTouched(targets: Targets) {
  const owners = new Map<string, string[]>();
  return {
    owns(index: WorkloadIndex, row: WorkloadRow, ref: string) {
      const key = `${index.cluster.name}/${row.id}`;
      const known = owners.get(key) ?? [];
      if (!known.includes(ref)) owners.set(key, [...known, ref]);
    },
    of(index: WorkloadIndex, id: string): Set<string> {
      const key = `${index.cluster.name}/${id}`;
      const refs = new Set(owners.get(key));
      owners.delete(key);
      const row = index.members.row(id);
      for (const [ref, target] of row ? targets : []) {
        const inCluster =
          target.cluster === undefined || target.cluster === index.cluster.name;
        if (inCluster && target.matches(row!)) refs.add(ref);
      }
      return refs;
    },
  };
}

type Targets = ReadonlyMap<string, EntityTarget>;

/** The logged changes of the targets, each with the first that it is about. */
function* loggedOf(log: ChangeLog, targets: Targets) {
  for (const { change, row } of log.recent()) {
    for (const [service, { cluster, matches }] of targets) {
      const inCluster = cluster === undefined || cluster === change.cluster;
      if (!inCluster || !matches(row)) continue;
      yield { service, change };
      break;
    }
  }
}

const changesOf = (log: ChangeLog, targets: Targets, scope: Scope) =>
  [...loggedOf(log, targets)].flatMap(({ service, change }) => {
    const shown = changeWithin(change, scope);
    return shown ? [{ service, change: shown }] : [];
  });

function sinceOf(room: WorkloadRoom, log: ChangeLog): string {
  const all = room.indexes().map(({ cluster }) => log.since(cluster.name));
  return all.sort().at(-1) ?? log.since('');
}

/** Where the targets' workloads are, and where those were that a change is remembered of. */
function areasOfAll(
  room: WorkloadRoom,
  log: ChangeLog,
  targets: Targets,
): Area[] {
  const found = [...targets.values()].flatMap(each => areasOf(room, each));
  for (const { change } of loggedOf(log, targets)) {
    const { cluster, namespace, kind: what } = change;
    found.push({ cluster, namespace, what });
  }
  return [...new Map(found.map(each => [areaKey(each), each])).values()];
}

/** What runs of several entities at once: read from what is projected already. */
export function createRunsOf(room: WorkloadRoom, log: ChangeLog) {
  return (entities: Entity[]) => {
    const { targets, unconnected } = readTargets(entities);
    const touched = createTouched(targets);

    function* workloads(service: string, scope: Scope): Iterable<Workload> {
      const target = targets.get(service);
      for (const index of target ? indexesOf(room, target) : []) {
        for (const row of rowsOf(index, target!)) {
          touched.owns(index, row, service);
          const workload = room.list.get(`${index.cluster.name}/${row.id}`);
          if (!workload) continue;
          const { cluster, namespace, kind: what } = workload;
          if (includes(scope, { cluster, namespace, what })) {
            yield withinRights(workload, scope);
          }
        }
      }
    }

    return {
      key: JSON.stringify([...targets].map(([ref, { key }]) => [ref, key])),
      unconnected,
      origins: () =>
        room.indexes().map(({ cluster }) => clusterOrigin(cluster)),
      areas: () => areasOfAll(room, log, targets),
      onAreas(listener: () => void) {
        const stops = [
          ...[...targets.values()].map(each => onNewArea(room, each, listener)),
          room.onIndexes(listener),
        ];
        return () => stops.forEach(stop => stop());
      },
      rights: rightsFor,
      workloads,
      changes: (scope: Scope) => changesOf(log, targets, scope),
      since: () => sinceOf(room, log),
      onTouched: (listener: (service: string) => void) =>
        followIndexes(room, anywhere, (index, ids) => {
          for (const id of ids) touched.of(index, id).forEach(listener);
        }),
    };
  };
}
