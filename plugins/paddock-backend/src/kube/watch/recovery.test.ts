import { setTimeout as sleep } from 'node:timers/promises';
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

describe('waiting for a cluster that is away', () => {
  it('asks once for all who wait, and releases all of them', async () => {
    const { cluster, recovery } = setUp();
    const { signal } = new AbortController();
    const all = Promise.all(
      Array.from({ length: 9 }, () => recovery.wait(signal)),
    );
    await sleep(110);
    expect(cluster.asked).toBeGreaterThan(2);
    expect(cluster.asked).toBeLessThan(7);
    cluster.answer = async () => true;
    await all;
    const { asked } = cluster;
    await sleep(60);
    expect(cluster.asked).toBe(asked);
  });

  it('is not held up by a question that hangs', async () => {
    const { cluster, recovery } = setUp();
    let first = true;
    cluster.answer = async () => {
      if (!first) return true;
      first = false;
      return new Promise(() => {});
    };
    await recovery.wait(new AbortController().signal);
    expect(cluster.asked).toBeGreaterThan(1);
  });

  it('stops asking when nobody waits any more', async () => {
    const { cluster, recovery } = setUp();
    const stop = new AbortController();
    const waiting = recovery.wait(stop.signal);
    await sleep(50);
    stop.abort();
    await waiting;
    const { asked } = cluster;
    await sleep(60);
    expect(cluster.asked).toBe(asked);
  });
});
