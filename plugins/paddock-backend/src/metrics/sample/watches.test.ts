import { createWatches } from './watches';

const MINUTE = 60_000;

function setUp() {
  const clock = { now: 0 };
  const forgotten: string[] = [];
  const watches = createWatches(
    () => clock.now,
    namespace => forgotten.push(namespace),
  );
  return { clock, forgotten, watches };
}

describe('what is watched', () => {
  it('lets an administrator walk through more nodes than are measured at once', () => {
    const { clock, watches } = setUp();
    const looks = Array.from({ length: 25 }, (_, at) => {
      clock.now = at * 10_000;
      return watches.watchPool(`n${at}`);
    });
    expect(looks.every(Boolean)).toBe(true);
    expect([...watches.nodes]).toEqual(
      Array.from({ length: 20 }, (_, at) => `n${at + 5}`),
    );
  });

  it('takes nothing from who has a page open', () => {
    const { clock, watches } = setUp();
    for (let at = 0; at < 20; at += 1) watches.watchPool(`n${at}`);
    clock.now = 5 * MINUTE;
    watches.watchPool('n0');
    expect(watches.watchPool('n20')).toBe(true);
    expect(watches.nodes.has('n0')).toBe(true);
    expect(watches.nodes.has('n1')).toBe(false);
  });

  it('forgets what was measured of a namespace that gives way, or that nobody has looked at for 10 min', () => {
    const { clock, forgotten, watches } = setUp();
    for (let at = 0; at < 100; at += 1) watches.watch(`team-${at}`);
    expect(watches.watch('one-more')).toBe(false);
    clock.now = 2 * MINUTE;
    expect(watches.watch('one-more')).toBe(true);
    expect(forgotten).toEqual(['team-0']);
    clock.now = 11 * MINUTE;
    watches.forgetOld();
    expect([...watches.namespaces]).toEqual(['one-more']);
    expect(forgotten).toHaveLength(100);
  });
});
