import { createRandom } from '../../../../testing/random';
import { compareVersions, isVersion } from './versions';

describe('resource versions', () => {
  it('are ordered as integers of any length', () => {
    const random = createRandom();
    const version = () =>
      String(
        BigInt(random.below(1e9)) ** BigInt(1 + random.below(4)) *
          BigInt(random.below(3)),
      );
    for (let i = 0; i < 10_000; i += 1) {
      const [a, b] = [version(), version()];
      const order = BigInt(a) - BigInt(b);
      expect(Math.sign(compareVersions(a, b))).toBe(
        order < 0n ? -1 : Number(order > 0n),
      );
    }
  });

  it.each(['0', '1', '90071992547409931234'])('%s can be compared', version => {
    expect(isVersion(version)).toBe(true);
  });

  it.each([
    undefined,
    '',
    '01',
    '-1',
    '1.5',
    'NaN',
    ' 1',
    '1\n',
    12,
    '9'.repeat(65),
  ])('%p cannot', version => {
    expect(isVersion(version)).toBe(false);
  });
});
