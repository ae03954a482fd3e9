import { ConflictError } from '@backstage/errors';
import { type Clock, holdLease, LeaseLost } from './heldLease';

jest.useFakeTimers();

const lease = { id: 'a', fence: 1, givenAt: '2026-11-01T00:00:00Z' };

function hold(renew: () => Promise<void>) {
  const time = { monotonic: 0, wall: 0 };
  const clock: Clock = { now: () => ({ ...time }) };
  const stopping = new AbortController();
  const held = holdLease({
    records: { renew },
    lease,
    forMs: 10_000,
    asked: clock.now(),
    clock,
    stopping: stopping.signal,
  });
  return {
    held,
    stopping,
    /** Time goes on, and timers with it. */
    async live(ms: number) {
      for (let each = 0; each < ms; each += 500) {
        time.monotonic += 500;
        time.wall += 500;
        await jest.advanceTimersByTimeAsync(500);
      }
    },
    /** Time goes on, and the process does not: as SIGSTOP, or a sleeping machine, does it. */
    sleep(by: Partial<typeof time>) {
      time.monotonic += by.monotonic ?? 0;
      time.wall += by.wall ?? 0;
    },
  };
}

describe('a lease', () => {
  it('is held as long as it can be renewed', async () => {
    const { held, live } = hold(async () => {});
    await live(60_000);
    expect(() => held.guard()).not.toThrow();
    held.stop();
  });

  it.each([
    ['by both clocks', { monotonic: 9_000, wall: 9_000 }],
    ['by the wall clock: the machine slept', { wall: 9_000 }],
    [
      'by the monotonic clock: the other was set back',
      { monotonic: 9_000, wall: -3_600_000 },
    ],
  ])('is over for whoever was paused for long, %s', async (_, by) => {
    const { held, sleep } = hold(async () => {});
    expect(() => held.guard()).not.toThrow();
    sleep(by);
    expect(() => held.guard()).toThrow(LeaseLost);
    expect(held.signal.aborted).toBe(true);
    held.stop();
  });

  it('stays over, whatever is renewed afterwards', async () => {
    const { held, sleep, live } = hold(async () => {});
    sleep({ monotonic: 9_000 });
    expect(() => held.guard()).toThrow(LeaseLost);
    await live(5_000);
    expect(() => held.guard()).toThrow(LeaseLost);
    held.stop();
  });

  it('is lost when somebody else has it', async () => {
    const { held, live } = hold(async () => {
      throw new ConflictError('somebody else');
    });
    await live(3_000);
    expect(() => held.guard()).toThrow(LeaseLost);
    held.stop();
  });

  it('lasts its time while the database is away, and no longer', async () => {
    const { held, live } = hold(async () => {
      throw new Error('no database');
    });
    await live(7_500);
    expect(() => held.guard()).not.toThrow();
    await live(1_000);
    expect(() => held.guard()).toThrow(LeaseLost);
    held.stop();
  });

  it('ends with the process', () => {
    const { held, stopping } = hold(async () => {});
    stopping.abort();
    expect(() => held.guard()).toThrow(LeaseLost);
    held.stop();
  });
});
