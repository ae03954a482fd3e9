import type { Counter, Gauge } from './reading';

/** A counter, and what it has counted since the time before. */
export interface Count extends Counter {
  since?: { increase: number; ms: number };
  /** How many looks in a row have found the same count: kubelets count less often than they are asked. */
  same: number;
}

/** By all that tells counters apart. */
export type Counted = ReadonlyMap<string, Count>;

/** Between counts that are further apart than this, nothing is known of what happened when. */
const MAX_APART_MS = 120_000;
/** For so many looks what was counted last stands. */
const MAX_SAME = 3;

const keyOf = ({ namespace, pod, container, metric, part }: Counter) =>
  [namespace, pod, container, metric, part].join('\n');

/** The next look at the counters, after the one before. Pure. */
export function countOn(before: Counted, counters: Counter[]): Counted {
  return new Map(
    counters.map(counter => {
      const key = keyOf(counter);
      return [key, countAfter(before.get(key), counter)];
    }),
  );
}

/** A count below the one before has started anew from nothing, as Prometheus takes it. */
function countAfter(before: Count | undefined, counter: Counter): Count {
  if (!before) return { ...counter, same: 0 };
  const ms = counter.at - before.at;
  if (ms <= 0) {
    const same = before.same + 1;
    return same > MAX_SAME
      ? { ...counter, at: before.at, same }
      : { ...before, same };
  }
  if (ms > MAX_APART_MS) return { ...counter, same: 0 };
  const started = counter.value < before.value;
  const increase = started ? counter.value : counter.value - before.value;
  return { ...counter, since: { increase, ms }, same: 0 };
}

/** Bytes a second, and shares of throttled periods. Pure. */
export function ratesOf(counted: Counted): Gauge[] {
  const sums = createSums();
  for (const count of counted.values()) {
    const { namespace, pod, container, metric, since } = count;
    if (!since) continue;
    if (metric === 'periods') {
      const throttled = throttledIn(count, since.increase, counted);
      if (throttled) sums.add(throttled);
    } else if (metric !== 'throttledPeriods') {
      const value = (since.increase * 1000) / since.ms;
      const gauge = { namespace, pod, container, metric, value };
      // What goes through a bridge of a node goes through its card, too: of its interfaces the busiest stands.
      if (pod === '' && metric.startsWith('network')) sums.most(gauge);
      else sums.add(gauge);
      // What a pod reads and writes is what its containers do.
      if (container !== '') {
        sums.add({ namespace, pod, container: '', metric, value });
      }
    }
  }
  return sums.all();
}

function throttledIn(
  periods: Count,
  increase: number,
  counted: Counted,
): Gauge | undefined {
  const key = keyOf({ ...periods, metric: 'throttledPeriods' });
  const held = counted.get(key)?.since?.increase;
  if (held === undefined) return undefined;
  const { namespace, pod, container } = periods;
  const value = increase === 0 ? 0 : Math.min(1, held / increase);
  return { namespace, pod, container, metric: 'throttled', value };
}

function createSums() {
  const sums = new Map<string, Gauge>();
  const join =
    (together: (before: number, value: number) => number) => (gauge: Gauge) => {
      const { namespace, pod, container, metric } = gauge;
      const key = [namespace, pod, container, metric].join('\n');
      const value = together(sums.get(key)?.value ?? 0, gauge.value);
      sums.set(key, { ...gauge, value });
    };
  return {
    add: join((before, value) => before + value),
    most: join(Math.max),
    all: () => [...sums.values()],
  };
}
