import {
  bytesOf,
  bytesText,
  canonicalQuantity,
  cpuText,
  milliOf,
  parseQuantity,
} from './quantity';

/** Text, canonical form, base units and thousandths: as k8s.io/apimachinery v0.36.3 answers. */
const accepted: Array<[string, string, number, number]> = [
  ['0', '0', 0, 0],
  ['000', '0', 0, 0],
  ['0.0', '0', 0, 0],
  ['0Gi', '0', 0, 0],
  ['1', '1', 1, 1000],
  ['007', '7', 7, 7000],
  ['+5', '5', 5, 5000],
  ['1.', '1', 1, 1000],
  ['.5', '500m', 1, 500],
  ['0.5', '500m', 1, 500],
  ['500m', '500m', 1, 500],
  ['1000m', '1', 1, 1000],
  ['1.5', '1500m', 2, 1500],
  ['0.5m', '500u', 1, 1],
  ['1000u', '1m', 1, 1],
  ['100u', '100u', 1, 1],
  ['1n', '1n', 1, 1],
  ['0.1n', '1n', 1, 1],
  ['1.00000000001', '1000000001n', 2, 1001],
  ['1e-10', '1e-9', 1, 1],
  ['1k', '1k', 1000, 1_000_000],
  ['1000', '1k', 1000, 1_000_000],
  ['1024', '1024', 1024, 1_024_000],
  ['1Ki', '1Ki', 1024, 1_024_000],
  ['0.1Ki', '102400m', 103, 102_400],
  ['1024Ki', '1Mi', 1_048_576, 1_048_576_000],
  ['1025Ki', '1025Ki', 1_049_600, 1_049_600_000],
  ['1.1Mi', '1153433600m', 1_153_434, 1_153_433_600],
  ['0.5Gi', '512Mi', 536_870_912, 536_870_912_000],
  ['1.5Gi', '1536Mi', 1_610_612_736, 1_610_612_736_000],
  ['3.7Gi', '3972844748800m', 3_972_844_749, 3_972_844_748_800],
  ['8192Mi', '8Gi', 8_589_934_592, 8_589_934_592_000],
  ['1.0000000001Gi', '1073741824107374183n', 1_073_741_825, 1_073_741_824_108],
  ['123456k', '123456k', 123_456_000, 123_456_000_000],
  ['1000M', '1G', 1e9, 1e12],
  ['1e3', '1e3', 1000, 1_000_000],
  ['1E3', '1e3', 1000, 1_000_000],
  ['1e+3', '1e3', 1000, 1_000_000],
  ['1e2', '100', 100, 100_000],
  ['10e2', '1e3', 1000, 1_000_000],
  ['1.5e3', '1500', 1500, 1_500_000],
  ['5e-1', '500e-3', 1, 500],
  ['12e6', '12e6', 12_000_000, 12_000_000_000],
  ['1e10', '10e9', 1e10, 1e13],
];

describe('parseQuantity', () => {
  it.each(accepted)('%s is %s', (text, canonical, units, milli) => {
    expect(parseQuantity(text)).toMatchObject({
      state: 'quantity',
      text: canonical,
    });
    expect(bytesOf(text)).toBe(units);
    expect(milliOf(text)).toBe(milli);
    // The canonical form is one more text for the same amount.
    expect(parseQuantity(canonical)).toEqual(parseQuantity(text));
  });

  it.each([
    ['1E', '1E'],
    ['1P', '1P'],
    ['7Ei', '7Ei'],
    ['1e18', '1e18'],
    ['9223372036854775807', '9223372036854775807'],
  ])('counts exactly as far as %s', (text, canonical) => {
    expect(canonicalQuantity(text)).toBe(canonical);
  });

  it.each([
    ['', 'is not a Kubernetes quantity'],
    ['-1', 'cannot be below zero'],
    ['-0', 'cannot be below zero'],
    ['-1e3', 'cannot be below zero'],
    ['0x10', 'is not a Kubernetes quantity'],
    ['NaN', 'is not a Kubernetes quantity'],
    ['Inf', 'is not a Kubernetes quantity'],
    ['1,5', 'is not a Kubernetes quantity'],
    ['1.2.3', 'is not a Kubernetes quantity'],
    ['1_000', 'is not a Kubernetes quantity'],
    [' 1', 'is not a Kubernetes quantity'],
    ['1 ', 'is not a Kubernetes quantity'],
    ['1\n', 'is not a Kubernetes quantity'],
    ['1\u0000', 'is not a Kubernetes quantity'],
    ['\u0663', 'is not a Kubernetes quantity'],
    ['\uff11', 'is not a Kubernetes quantity'],
    ['Gi', 'is not a Kubernetes quantity'],
    ['.', 'is not a Kubernetes quantity'],
    ['+', 'is not a Kubernetes quantity'],
    ['1e', 'is not a Kubernetes quantity'],
    ['1e+', 'is not a Kubernetes quantity'],
    ['1e1.5', 'is not a Kubernetes quantity'],
    ['1ee3', 'is not a Kubernetes quantity'],
    ['1e3Gi', 'is not a Kubernetes quantity'],
    ['1mi', 'is not a Kubernetes quantity'],
    ['1ki', 'is not a Kubernetes quantity'],
    ['1K', 'is not a Kubernetes quantity'],
    ['1g', 'is not a Kubernetes quantity'],
    ['10MB', 'leave out the B, as in 10M'],
    ['10 GiB', 'leave out the B, as in 10Gi'],
    ['1e1000', 'beyond what Kubernetes can count'],
    ['1e-1000', 'beyond what Kubernetes can count'],
    ['1e99999999999999999999999999', 'beyond what Kubernetes can count'],
    ['8Ei', 'beyond what Kubernetes can count'],
    ['9Ei', 'beyond what Kubernetes can count'],
    ['10E', 'beyond what Kubernetes can count'],
    ['9223372036854775808', 'beyond what Kubernetes can count'],
    ['9'.repeat(40), 'beyond what Kubernetes can count'],
    ['9'.repeat(41), 'too long'],
    ['9'.repeat(10_000_000), 'too long'],
  ])('refuses %.30s', (text, why) => {
    const parsed = parseQuantity(text);
    expect(parsed.state === 'problem' && parsed.message).toContain(why);
    expect(bytesOf(text)).toBeUndefined();
    expect(milliOf(text)).toBeUndefined();
    expect(canonicalQuantity(text)).toBe(text);
  });

  it('does not add up to nothing', () => {
    const one = parseQuantity('1Ei');
    const nine = one.state === 'quantity' ? one.nano * 9n : 0n;
    expect(nine).toBe(9n * 2n ** 60n * 1_000_000_000n);
  });
});

describe('amounts for people', () => {
  it.each([
    [0, '0'],
    [500, '500'],
    [1024, '1Ki'],
    [10 * 2 ** 30, '10Gi'],
    [1536 * 2 ** 30, '1536Gi'],
    [1.99 * 2 ** 40, '1.9Ti'],
    [1_000_000_000, '953.6Mi'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(bytesText(bytes)).toBe(text);
    // Whoever asks for what is said to be left must not be refused.
    expect(bytesOf(text)).toBeLessThanOrEqual(Math.ceil(bytes));
  });

  it.each([
    [0, '0'],
    [250, '250m'],
    [4000, '4'],
    [4500, '4500m'],
  ])('%d thousandths of a core are %s', (milli, text) => {
    expect(cpuText(milli)).toBe(text);
  });
});
