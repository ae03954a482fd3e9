import type { Counter, Gauge } from './reading';

/** Counters by all that tells them apart. */
export type Counted = ReadonlyMap<string, Counter>;

/** Between counts that are further apart than this, nothing is known of what happened when. */
const MAX_APART_MS = 120_000;

const keyOf = ({ namespace, pod, container, metric, part }: Counter) =>
  [namespace, pod, container, metric, part].join('\n');

export const countedOf = (counters: Counter[]): Counted =>
  new Map(counters.map(each => [keyOf(each), each]));

/**
 * How much was counted in between, or undefined where nothing can be said. A count below the one before has started
 * anew from nothing, as Prometheus takes it. Pure.
 */
export function increaseOf(
  before: Counter | undefined,
  { at, value }: Counter,
): number | undefined {
  if (!before || at <= before.at || at - before.at > MAX_APART_MS) {
    return undefined;
  }
  return value < before.value ? value : value - before.value;
}

/** Bytes a second, and shares of throttled periods, out of two looks at the same counters. Pure. */
export function ratesBetween(before: Counted, now: Counted): Gauge[] {
  const sums = createSums();
  for (const counter of now.values()) {
    const { metric, at } = counter;
    const last = before.get(keyOf(counter));
    const increase = increaseOf(last, counter);
    if (!last || increase === undefined) continue;
    if (metric === 'periods') {
      const throttled = throttledIn(counter, increase, { before, now });
      if (throttled) sums.add(throttled);
    } else if (metric !== 'throttledPeriods') {
      const value = (increase * 1000) / (at - last.at);
      const { namespace, pod, container } = counter;
      sums.add({ namespace, pod, container, metric, value });
      // What a pod reads and writes is what its containers do.
      if (container !== '') {
        sums.add({ namespace, pod, container: '', metric, value });
      }
    }
  }
  return sums.all();
}

function throttledIn(
  periods: Counter,
  increase: number,
  looks: { before: Counted; now: Counted },
): Gauge | undefined {
  const key = keyOf({ ...periods, metric: 'throttledPeriods' });
  const counted = looks.now.get(key);
  const held = counted && increaseOf(looks.before.get(key), counted);
  if (held === undefined) return undefined;
  const { namespace, pod, container } = periods;
  const value = increase === 0 ? 0 : Math.min(1, held / increase);
  return { namespace, pod, container, metric: 'throttled', value };
}

function createSums() {
  const sums = new Map<string, Gauge>();
  return {
    add(gauge: Gauge) {
      const { namespace, pod, container, metric } = gauge;
      const key = [namespace, pod, container, metric].join('\n');
      const value = (sums.get(key)?.value ?? 0) + gauge.value;
      sums.set(key, { ...gauge, value });
    },
    all: () => [...sums.values()],
  };
}
