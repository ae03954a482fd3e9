import type {
  Figure,
  MetricRun,
  Usage,
} from '@paddock/backstage-plugin-paddock-common';

/** So many looks old, at most, what is shown as the latest may be. */
const LATEST = 4;

/** Half a mCPU or a byte says nothing to anyone. */
const rounded = (value: number) => Math.round(value);

/** Values without their gaps. Pure. */
export function runsOf(values: readonly number[]): MetricRun[] {
  const runs: MetricRun[] = [];
  let open: MetricRun | undefined;
  values.forEach((value, from) => {
    if (Number.isNaN(value)) {
      open = undefined;
      return;
    }
    if (!open) {
      open = { from, values: [] };
      runs.push(open);
    }
    open.values.push(rounded(value));
  });
  return runs;
}

/** The last of the values that is not too old, or undefined. Pure. */
export const latestOf = (values: readonly number[]): number | undefined =>
  values
    .slice(-LATEST)
    .reverse()
    .find(value => !Number.isNaN(value));

/** Of how many the latest value of their sum is. Pure. */
export function measuredOf(
  length: number,
  all: ReadonlyArray<readonly number[] | undefined>,
): number {
  const isThere = (at: number) => (values?: readonly number[]) =>
    values !== undefined && !Number.isNaN(values[at] ?? NaN);
  for (let at = length - 1; at >= Math.max(0, length - LATEST); at -= 1) {
    const measured = all.filter(isThere(at)).length;
    if (measured > 0) return measured;
  }
  return 0;
}

/** What is known of one metric: its values, or why there are none. Pure. */
export function usageOf(
  values: readonly number[] | undefined,
  because: string,
): Usage {
  const latest = latestOf(values ?? []);
  return {
    latest: figureOf(latest && rounded(latest), because),
    runs: runsOf(values ?? []),
  };
}

export const figureOf = (value: number | undefined, because: string): Figure =>
  value === undefined
    ? { state: 'missing', because }
    : { state: 'known', value };

/** At each time the sum of what is there; NaN where nothing is. Pure. */
export function sumOf(
  length: number,
  all: ReadonlyArray<readonly number[] | undefined>,
): number[] {
  const sum = new Array<number>(length).fill(NaN);
  for (const values of all) {
    values?.forEach((value, at) => {
      if (Number.isNaN(value)) return;
      sum[at] = (Number.isNaN(sum[at]!) ? 0 : sum[at]!) + value;
    });
  }
  return sum;
}
