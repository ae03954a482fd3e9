import type {
  WorkloadPage,
  WorkloadQuery,
  WorkloadState,
} from '@paddock/backstage-plugin-paddock-common';
import type { Scope } from '../../live/scope';
import { withinRights } from '../partRights';
import type { AreaCount, Entry } from './order';

/** A window of the list; how far its clusters can be trusted is not the list's to say. */
export type WorkloadSelection = Omit<WorkloadPage, 'clusters'>;

/** An empty choice means that everything goes. */
const oneOf = <T>(choice: readonly T[]) =>
  choice.length > 0 ? new Set<T>(choice) : undefined;

/** Undefined when the query does not choose among what may be seen. */
function createFilter(query: WorkloadQuery) {
  const cluster = oneOf(query.cluster);
  const namespace = oneOf(query.namespace);
  const kind = oneOf(query.kind);
  const state = oneOf(query.state);
  const text = query.text.trim().toLowerCase();
  const { length } = [cluster, namespace, kind, state, text].filter(Boolean);
  if (length === 0) return undefined;
  return ({ workload, text: hay }: Entry) =>
    (!state || state.has(workload.rollout.state)) &&
    (!namespace || namespace.has(workload.namespace)) &&
    (!cluster || cluster.has(workload.cluster)) &&
    (!kind || kind.has(workload.kind)) &&
    (text === '' || hay.includes(text));
}

/** What the scope allows of all areas, counted. */
function countVisible(areas: Iterable<AreaCount>, { granted }: Scope) {
  const seen = new Set<AreaCount>();
  const namespaces = new Map<string, number>();
  const states = new Map<WorkloadState, number>();
  let visible = 0;
  for (const each of areas) {
    if (!granted.has(each.wide) && !granted.has(each.key)) continue;
    const { namespace } = each.area;
    seen.add(each);
    visible += each.count;
    namespaces.set(namespace, (namespaces.get(namespace) ?? 0) + each.count);
    for (const [state, count] of each.states) {
      states.set(state, (states.get(state) ?? 0) + count);
    }
  }
  return {
    seen,
    visible,
    namespaces: Object.fromEntries(namespaces),
    states: Object.fromEntries(states),
  };
}

/**
 * One window of the entries in this order that the scope allows.
 * Whatever lies outside of the scope counts nowhere.
 */
export function selectWindow(
  { sorted, areas }: { sorted: readonly Entry[]; areas: Iterable<AreaCount> },
  query: WorkloadQuery,
  scope: Scope,
): WorkloadSelection {
  const { seen, ...counts } = countVisible(areas, scope);
  const matches = createFilter(query);
  const { offset, limit } = query;
  const items: WorkloadSelection['items'] = [];
  let matching = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    // Without a filter the rest is known already.
    if (!matches && items.length === limit) break;
    const entry = sorted[query.order === 'asc' ? at : sorted.length - 1 - at]!;
    if (!seen.has(entry.area) || (matches && !matches(entry))) continue;
    if (matching >= offset && items.length < limit) {
      items.push(withinRights(entry.workload, scope));
    }
    matching += 1;
  }
  return {
    items,
    order: items.map(({ id }) => id),
    offset,
    matching: matches ? matching : counts.visible,
    ...counts,
  };
}
