/** Times of one question, and the values at them; what was not measured is NaN. */
export interface Ring {
  /** Begins the next look, at this time. */
  tick(at: number): void;
  /** False where there is no room for another series. */
  put(group: string, series: string, value: number): boolean;
  /** Times from this one on, oldest first. */
  times(since: number): number[];
  /** As long as `times` of the same moment; undefined where nothing was ever put. */
  values(group: string, series: string, since: number): number[] | undefined;
  /** Drops every series of the group. */
  forget(group: string): void;
  /** How many series are held. */
  readonly size: number;
}

/** Holds the last looks, and never more than this: what is older is overwritten, and what has no value any more is dropped. */
export function createRing(most: { ticks: number; series: number }): Ring {
  const at = new Float64Array(most.ticks).fill(NaN);
  const groups = new Map<string, Map<string, Float64Array>>();
  let now = -1;
  let size = 0;

  function drop(group: string, series: string) {
    if (groups.get(group)?.delete(series)) size -= 1;
    if (groups.get(group)?.size === 0) groups.delete(group);
  }

  function add(group: string, series: string): Float64Array | undefined {
    if (size >= most.series) return undefined;
    const values = new Float64Array(most.ticks).fill(NaN);
    const held = groups.get(group) ?? new Map<string, Float64Array>();
    groups.set(group, held.set(series, values));
    size += 1;
    return values;
  }

  const indexesSince = (since: number): number[] =>
    Array.from(at.keys(), each => (now + 1 + each) % most.ticks).filter(
      each => at[each]! >= since,
    );

  return {
    tick(time) {
      now = (now + 1) % most.ticks;
      at[now] = time;
      for (const [group, held] of groups) {
        for (const [series, values] of held) {
          values[now] = NaN;
          // Once around: what has nothing left has gone.
          if (now === 0 && values.every(Number.isNaN)) drop(group, series);
        }
      }
    },
    put(group, series, value) {
      const values = groups.get(group)?.get(series) ?? add(group, series);
      if (values) values[now] = value;
      return values !== undefined;
    },
    times: since => indexesSince(since).map(each => at[each]!),
    values(group, series, since) {
      const values = groups.get(group)?.get(series);
      return values && indexesSince(since).map(each => values[each]!);
    },
    forget(group) {
      size -= groups.get(group)?.size ?? 0;
      groups.delete(group);
    },
    get size() {
      return size;
    },
  };
}
