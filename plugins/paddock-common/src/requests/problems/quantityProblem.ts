import type { Amounts } from '../check';
import { amountText } from '../amounts';
import { bytesOf, milliOf, parseQuantity } from '../quantity';

type Measure = Exclude<keyof Amounts, 'pods'>;

const perUnit = 1_000_000_000n;
const perMilli = 1_000_000n;
const mebibyte = 1024 * 1024;

/** Why this amount cannot be asked for, to follow the name of the field; undefined when it can. */
export function quantityProblem(
  text: string,
  measure: Measure,
  most: number,
): string | undefined {
  const parsed = parseQuantity(text);
  if (parsed.state === 'problem') return parsed.message;
  const isCpu = measure === 'cpuMilli';
  if (isCpu && parsed.nano % perMilli !== 0n) {
    return 'cannot be finer than a thousandth of a core, 1m';
  }
  if (!isCpu && parsed.nano % perUnit !== 0n) {
    return 'must be a whole number of bytes; m is a thousandth here';
  }
  const amount = (isCpu ? milliOf(text) : bytesOf(text)) ?? Infinity;
  if (amount > most) return `can be ${amountText(measure, most)} at most`;
  return isCpu || amount >= mebibyte
    ? undefined
    : 'must be 1Mi or more; a number without a unit means bytes';
}
