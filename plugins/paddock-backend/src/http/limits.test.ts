import { ConfigReader } from '@backstage/config';
import { createLimits } from './limits';
import { readLimits } from './readLimits';
import { createBuckets } from './rateLimit';

describe('createLimits', () => {
  it('admits 2,000 streams of all people together', () => {
    const limits = createLimits(20, 2_000);
    const leave = Array.from({ length: 2_000 }, (_, at) =>
      limits.enter(`user:default/${at % 200}`),
    );
    expect(leave.every(Boolean)).toBe(true);
    expect(limits.enter('user:default/late')).toBeUndefined();
    leave[0]!();
    leave[0]!();
    expect(limits.enter('user:default/late')).toBeDefined();
    expect(limits.enter('user:default/later')).toBeUndefined();
  });
});

describe('readLimits', () => {
  const read = (limits: object = {}) =>
    readLimits(new ConfigReader({ paddock: { limits } }));

  it('counts topics of one person over all streams', () => {
    const { topics } = read();
    const leave = topics.enter('ben', 100);
    expect(topics.enter('ben', 51)).toBeUndefined();
    expect(topics.enter('ben', 50)).toBeDefined();
    expect(topics.enter('emil', 50)).toBeDefined();
    leave!();
    expect(topics.enter('ben', 100)).toBeDefined();
  });

  it('takes numbers from the configuration', () => {
    const limits = { perPerson: { logs: 2 }, total: { logs: 3 } };
    const { logs } = read(limits);
    expect(logs.enter('ben', 3)).toBeUndefined();
    expect(logs.enter('ben', 2)).toBeDefined();
    expect(logs.enter('emil', 2)).toBeUndefined();
    expect(logs.enter('emil', 1)).toBeDefined();
  });

  it.each([0, -1, 1.5])('refuses %s', number => {
    expect(() => read({ perPerson: { streams: number } })).toThrow(
      'paddock.limits.perPerson.streams',
    );
  });
});

describe('createBuckets', () => {
  it('stops a flood of one caller, and no other’s', () => {
    let now = 0;
    const take = createBuckets(undefined, () => now);
    const passed = Array.from({ length: 1_000 }, () => take('ben'));
    expect(passed.filter(seconds => seconds === 0)).toHaveLength(60);
    expect(passed.at(-1)).toBe(1);
    expect(take('emil')).toBe(0);
    now = 1_000;
    const later = Array.from({ length: 100 }, () => take('ben'));
    expect(later.filter(seconds => seconds === 0)).toHaveLength(10);
  });
});
