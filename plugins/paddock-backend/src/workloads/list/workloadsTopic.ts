import {
  paddockWorkloadReadPermission,
  type Workload,
  type WorkloadQuery,
  workloadQuerySchema,
  type WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { clusterOrigin } from '../../access/clusterOrigin';
import type { Scope } from '../../live/scope';
import type { Source } from '../../live/source';
import { defineTopic, type Subject } from '../../live/topic';
import { rightsFor, type WorkloadRoom } from '../room';

/** One window of the list, read anew whenever anything in the list changes. */
function createSource(
  room: WorkloadRoom,
  query: WorkloadQuery,
  scope: Scope,
): Source<Workload, WorkloadWindow> {
  let shown = new Set<string>();

  function read() {
    const { items, ...meta } = room.list.query(query, scope);
    return { rows: new Map(items.map(item => [item.id, item])), meta };
  }

  return {
    all() {
      const { rows, meta } = read();
      shown = new Set(rows.keys());
      return { items: rows, meta };
    },
    some() {
      const { rows, meta } = read();
      const left = [...shown].filter(id => !rows.has(id));
      shown = new Set(rows.keys());
      const gone = left.map(id => [id, undefined] as const);
      return { items: [...rows, ...gone], meta };
    },
    start: dirty => room.list.subscribe(() => dirty('window')),
  };
}

/** What a query is about; the same for the stream and for `GET /workloads`. */
export function workloadsSubject(
  room: WorkloadRoom,
  query: WorkloadQuery,
): Subject {
  return {
    key: JSON.stringify(query),
    viewer: 'anybody',
    origins: () => room.indexes().map(({ cluster }) => clusterOrigin(cluster)),
    areas: room.list.areas,
    onAreas(listener) {
      const stops = [room.list.onAreas(listener), room.onIndexes(listener)];
      return () => stops.forEach(stop => stop());
    },
    named: () => [],
    rights: rightsFor,
    source: scope => createSource(room, query, scope),
  };
}

/** Topic `workloads`: a window of all workloads that the caller may see. */
export function createWorkloadsTopic(room: WorkloadRoom) {
  return defineTopic({
    name: 'workloads',
    permission: paddockWorkloadReadPermission,
    params: workloadQuerySchema,
    resolve: async (query: WorkloadQuery) => workloadsSubject(room, query),
  });
}
