import type { Amounts, BudgetLook } from './check';
import type { RequestSpec } from './spec';
import { bytesOf, bytesText, cpuText, milliOf } from './quantity';

export const measures = [
  'cpuMilli',
  'memoryBytes',
  'storageBytes',
  'pods',
] as const satisfies ReadonlyArray<keyof Amounts>;

/** One value for each measure. */
export const amountsBy = (
  value: (measure: keyof Amounts) => number,
): Amounts => ({
  cpuMilli: value('cpuMilli'),
  memoryBytes: value('memoryBytes'),
  storageBytes: value('storageBytes'),
  pods: value('pods'),
});

// Counts as more than any budget has, and is still a whole number.
const beyondAll = Number.MAX_SAFE_INTEGER;

const counted = (amount: number | undefined) =>
  Math.min(amount ?? beyondAll, beyondAll);

/**
 * What a request takes of its team's budget. Volumes lie within the storage of their namespace, which was granted with
 * it, and secrets take nothing. A quantity that cannot be read counts as more than any budget has.
 */
export function amountsOf(spec: RequestSpec): Amounts {
  if (spec.kind !== 'namespace') return amountsBy(() => 0);
  const { cpu, memory, storage, pods } = spec.quota;
  return {
    cpuMilli: counted(milliOf(cpu)),
    memoryBytes: counted(bytesOf(memory)),
    storageBytes: counted(bytesOf(storage)),
    pods: counted(Number.isSafeInteger(pods) && pods >= 0 ? pods : undefined),
  };
}

/** What the team would have granted; `held` is what this request has of it already. A change reserves the larger. */
export function lookAtBudget(
  spec: RequestSpec,
  {
    budget,
    granted,
    held,
  }: { budget: Amounts; granted: Amounts; held: Amounts },
): BudgetLook {
  const asked = amountsOf(spec);
  const after = amountsBy(
    each => granted[each] - held[each] + Math.max(held[each], asked[each]),
  );
  return { team: spec.team, budget, granted, after };
}

/** `4 cores`, `500m of CPU`, `8Gi of memory`, `20 pods`: an amount of one measure for people. */
export function amountText(measure: keyof Amounts, amount: number): string {
  switch (measure) {
    case 'cpuMilli': {
      if (amount === 1_000) return '1 core';
      return amount % 1_000 === 0
        ? `${amount / 1_000} cores`
        : `${cpuText(amount)} of CPU`;
    }
    case 'memoryBytes':
      return `${bytesText(amount)} of memory`;
    case 'storageBytes':
      return `${bytesText(amount)} of storage`;
    case 'pods':
      return amount === 1 ? '1 pod' : `${amount} pods`;
    default:
      throw new Error(`Unknown measure: ${measure satisfies never}`);
  }
}
