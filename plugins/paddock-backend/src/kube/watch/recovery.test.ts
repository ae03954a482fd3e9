import { createRecovery } from './recovery';
import { usualTiming } from './timing';

const timing = { ...usualTiming, probe: 20 };

function setUp() {
  const cluster = { answer: async () => false, asked: 0 };
  const recovery = createRecovery(async () => {
    cluster.asked += 1;
    return cluster.answer();
  }, timing);
  return { cluster, recovery };
}

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('waiting for a cluster that is away', () => {
  it('asks once for all who wait, and releases all of them', async () => {
    const { cluster, recovery } = setUp();
    const { signal } = new AbortController();
    const all = Promise.all(
      Array.from({ length: 9 }, () => recovery.wait(signal)),
    );
    await pass(110);
    expect(cluster.asked).toBe(5);
    cluster.answer = async () => true;
    await pass(20);
    await all;
    await pass(60);
    expect(cluster.asked).toBe(6);
  });

  it('is not held up by a question that hangs', async () => {
    const { cluster, recovery } = setUp();
    let first = true;
    cluster.answer = async () => {
      if (!first) return true;
      first = false;
      return new Promise(() => {});
    };
    const waiting = recovery.wait(new AbortController().signal);
    await pass(40);
    await waiting;
    expect(cluster.asked).toBe(2);
  });

  it('stops asking when nobody waits any more', async () => {
    const { cluster, recovery } = setUp();
    const stop = new AbortController();
    const waiting = recovery.wait(stop.signal);
    await pass(50);
    stop.abort();
    await waiting;
    await pass(60);
    expect(cluster.asked).toBe(2);
  });
});
