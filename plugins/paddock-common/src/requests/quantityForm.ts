/** How a quantity was written, which decides its canonical form. */
type Format = 'decimal' | 'binary' | 'exponent';

/** Billionths, of which amounts are counted. */
export const perUnit = 1_000_000_000n;

/** Of powers of 1000, from a billionth on. */
export const decimalSuffixes = [
  'n',
  'u',
  'm',
  '',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
];
/** Of powers of 1024, from one on. */
export const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** `amount` times ten to the `power`, rounded up. */
export const shifted = (amount: bigint, power: number) =>
  power >= 0
    ? amount * 10n ** BigInt(power)
    : dividedUp(amount, 10n ** BigInt(-power));

/** Rounded up, as Kubernetes does: whoever asks for a little gets a little. */
export const dividedUp = (amount: bigint, by: bigint) =>
  (amount + by - 1n) / by;

/** The text that the API server would write for this amount, in billionths. */
export function canonical(nano: bigint, format: Format): string {
  if (nano === 0n) return '0';
  // What a power of 1024 cannot say without a loss is said in powers of ten.
  const binary =
    format === 'binary' && nano % perUnit === 0n && nano >= 1024n * perUnit;
  if (binary) {
    const { rest, times } = withoutFactor(nano / perUnit, 1024n);
    return `${rest}${binarySuffixes[times]}`;
  }
  const { rest, times } = withoutFactor(nano, 1000n);
  if (format !== 'exponent') return `${rest}${decimalSuffixes[times]}`;
  return times === 3 ? `${rest}` : `${rest}e${3 * times - 9}`;
}

function withoutFactor(amount: bigint, factor: bigint) {
  let rest = amount;
  let times = 0;
  while (rest % factor === 0n) {
    rest /= factor;
    times += 1;
  }
  return { rest, times };
}
