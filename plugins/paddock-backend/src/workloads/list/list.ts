import type {
  Workload,
  WorkloadQuery,
} from '@paddock/backstage-plugin-paddock-common';
import type { Area, Scope } from '../../live/scope';
import { createAreaCounts } from './areaCounts';
import { createPartAreas } from '../partRights';
import { type AreaCount, createOrder, type Entry, type Order } from './order';
import { selectWindow, type WorkloadSelection } from './query';

/** Every projected workload of all clusters, in memory, ready to be queried. */
export interface WorkloadList {
  readonly size: number;
  get(key: string): Workload | undefined;
  all(): Iterable<Workload>;
  /** Takes in changes by key, which the list does not read; undefined removes. Listeners are called once. */
  apply(changes: ReadonlyMap<string, Workload | undefined>): void;
  query(query: WorkloadQuery, scope: Scope): WorkloadSelection;
  /** Where there are workloads, and where parts of them. */
  areas(): Area[];
  subscribe(listener: () => void): () => void;
  /** Called when areas() has changed. */
  onAreas(listener: () => void): () => void;
}

function createEntry(workload: Workload, area: AreaCount): Entry {
  const { name, namespace, component = '' } = workload;
  return {
    workload,
    area,
    // Nobody types the separator, so that no filter matches across two of these.
    text: [name, namespace, component].join('\0').toLowerCase(),
  };
}

function createListeners() {
  const listeners = new Set<() => void>();
  return {
    add: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    call: () => listeners.forEach(listener => listener()),
  };
}

/** An empty list. It can be filled from anything that yields workloads. */
export function createWorkloadList(): WorkloadList {
  const entries = new Map<string, Entry>();
  const orders = new Map<WorkloadQuery['sort'], Order>();
  const areas = createAreaCounts();
  const parts = createPartAreas();
  const changed = createListeners();
  const areasChanged = createListeners();

  /** Returns whether an area came or went. */
  function set(id: string, workload: Workload | undefined): boolean {
    const before = entries.get(id);
    // Counted in before it is counted out, so that an area does not go and come back.
    const place = workload && areas.add(workload);
    const now = workload && place && createEntry(workload, place.area);
    const went = before && areas.remove(before.workload, before.area);
    if (now) entries.set(id, now);
    else entries.delete(id);
    for (const order of orders.values()) order.change(before, now);
    const part = parts.change(before?.workload, workload);
    return Boolean(went || place?.isNew || part);
  }

  /** An order that nobody reads would only collect changes. */
  function dropIdleOrders() {
    for (const [key, order] of orders) {
      if (order.waiting > 1_000 + 2 * entries.size) orders.delete(key);
    }
  }

  function orderBy(key: WorkloadQuery['sort']): Order {
    const known = orders.get(key);
    if (known) return known;
    const order = createOrder(key, entries.values());
    orders.set(key, order);
    return order;
  }

  return {
    get size() {
      return entries.size;
    },
    get: id => entries.get(id)?.workload,
    *all() {
      for (const { workload } of entries.values()) yield workload;
    },
    apply(changes) {
      if (changes.size === 0) return;
      let moved = false;
      for (const [id, workload] of changes) moved = set(id, workload) || moved;
      dropIdleOrders();
      changed.call();
      if (moved) areasChanged.call();
    },
    query: (query, scope) =>
      selectWindow(
        { sorted: orderBy(query.sort).read(), areas: areas.all() },
        query,
        scope,
      ),
    areas: () => [...[...areas.all()].map(({ area }) => area), ...parts.all()],
    subscribe: changed.add,
    onAreas: areasChanged.add,
  };
}
