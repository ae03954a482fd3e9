import {
  binarySuffixes,
  canonical,
  decimalSuffixes,
  dividedUp,
  perUnit,
  shifted,
} from './quantityForm';

/** A Kubernetes quantity, or in words why it is none. */
export type ParsedQuantity =
  | {
      state: 'quantity';
      /** In billionths of the base unit (a core, a byte): Kubernetes knows nothing smaller. */
      nano: bigint;
      /** The canonical form, as the API server would write it: `1536Mi` for `1.5Gi`. */
      text: string;
    }
  /** To follow the name of the field: `is not a Kubernetes quantity, such as 8Gi or 500M`. */
  | { state: 'problem'; message: string };

// Longer ones say nothing that shorter ones cannot, and cost time.
const maxLength = 40;
// A billionth of a billionth; beyond it everything is nothing, or more than there is.
const maxExponent = 40;
/** The largest amount that Kubernetes counts with. */
const most = (2n ** 63n - 1n) * perUnit;

const shape =
  /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

const problem = (message: string): ParsedQuantity => ({
  state: 'problem',
  message,
});

/**
 * Reads a quantity as k8s.io/apimachinery/pkg/api/resource does, with three differences: amounts below zero, amounts
 * beyond 2^63-1 and texts without a digit are refused. What is finer than a billionth is rounded up.
 */
export function parseQuantity(text: string): ParsedQuantity {
  if (text.length > maxLength) return problem('is too long for a quantity');
  const found = shape.exec(text);
  const digits = (found?.[2] ?? '') + (found?.[3] ?? '');
  if (!found || digits === '') return problem(whyNot(text));
  const [, sign, , fraction = '', suffix = '', exponent] = found;
  if (sign === '-') return problem('cannot be below zero');
  const { power, factor, format } = scaleOf(suffix, exponent);
  if (Math.abs(power) > maxExponent) {
    return problem('is beyond what Kubernetes can count');
  }
  const nano = shifted(BigInt(digits) * factor, power - fraction.length + 9);
  return nano > most
    ? problem('is beyond what Kubernetes can count')
    : { state: 'quantity', nano, text: canonical(nano, format) };
}

function whyNot(text: string): string {
  const unit = /^[\d.]+ ?([kKMGTPE])(i?)[bB]$/.exec(text);
  return unit
    ? `has a unit that Kubernetes does not know; leave out the B, as in 10${unit[1]}${unit[2]}`
    : 'is not a Kubernetes quantity, such as 8Gi or 500M';
}

function scaleOf(suffix: string, exponent: string | undefined) {
  if (exponent !== undefined) {
    return { power: Number(exponent), factor: 1n, format: 'exponent' as const };
  }
  if (suffix.endsWith('i')) {
    const factor = 1024n ** BigInt(binarySuffixes.indexOf(suffix));
    return { power: 0, factor, format: 'binary' as const };
  }
  const power = 3 * decimalSuffixes.indexOf(suffix) - 9;
  return { power, factor: 1n, format: 'decimal' as const };
}

/**
 * Thousandths of the base unit, rounded up: of CPU, millicores. Undefined for what is no quantity.
 */
export function milliOf(text: string): number | undefined {
  const parsed = parseQuantity(text);
  if (parsed.state === 'problem') return undefined;
  return Number(dividedUp(parsed.nano, 1_000_000n));
}

/** Base units, rounded up: of memory and storage, bytes. Undefined for what is no quantity. */
export function bytesOf(text: string): number | undefined {
  const parsed = parseQuantity(text);
  if (parsed.state === 'problem') return undefined;
  return Number(dividedUp(parsed.nano, perUnit));
}

/** As the API server would write it; what is no quantity stays as it is. */
export function canonicalQuantity(text: string): string {
  const parsed = parseQuantity(text);
  return parsed.state === 'quantity' ? parsed.text : text;
}

/** Millicores in the shortest form: `1500m`, `4`. */
export const cpuText = (milli: number): string =>
  canonicalQuantity(`${milli}m`);

/**
 * Bytes for people: exactly, where four digits and a power of 1024 say it, else rounded down to a tenth of the largest that does.
 * `10Gi`, `953.6Mi`.
 */
export function bytesText(bytes: number): string {
  const exact = canonicalQuantity(`${bytes / 1024}Ki`);
  if (/^\d{1,4}([KMGTPE]i)?$/.test(exact)) return exact;
  let unit = 0;
  let amount = bytes;
  while (amount >= 1024 && unit < binarySuffixes.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${Math.floor(amount * 10) / 10}${binarySuffixes[unit]}`;
}
