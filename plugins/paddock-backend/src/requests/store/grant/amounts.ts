import type { Amounts } from '@paddock/backstage-plugin-paddock-common';

const measures = ['cpuMilli', 'memoryBytes', 'storageBytes', 'pods'] as const;

export const amountsBy = (
  value: (measure: keyof Amounts) => number,
): Amounts => ({
  cpuMilli: value('cpuMilli'),
  memoryBytes: value('memoryBytes'),
  storageBytes: value('storageBytes'),
  pods: value('pods'),
});

/** The larger of two, of each. */
export const larger = (one: Amounts, other: Amounts): Amounts =>
  amountsBy(each => Math.max(one[each], other[each]));

/** Whether nothing of one is more than of the other. */
export const isWithin = (one: Amounts, other: Amounts): boolean =>
  measures.every(each => one[each] <= other[each]);

/**
 * Whether `reserved` instead of `held` grows beyond the budget. A budget that was cut after the fact stops nobody from
 * asking for less.
 */
export const isOver = (
  { held, reserved }: { held: Amounts; reserved: Amounts },
  { after, budget }: { after: Amounts; budget: Amounts },
): boolean =>
  measures.some(
    each => reserved[each] > held[each] && after[each] > budget[each],
  );

/**
 * A fraction or a negative amount would make room for others.
 *
 * @throws RangeError for what no rule would have let through
 */
export function assertWhole(amounts: Amounts): void {
  for (const each of measures) {
    if (!Number.isSafeInteger(amounts[each]) || amounts[each] < 0) {
      throw new RangeError(`${amounts[each]} of ${each} cannot be granted`);
    }
  }
}
