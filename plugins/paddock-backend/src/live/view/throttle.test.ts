import { createThrottle } from './throttle';

const busy = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

describe('createThrottle', () => {
  it('leaves the event loop its share', async () => {
    const throttle = createThrottle(0.25, () => {});
    const start = performance.now();
    const runs = await new Promise<number[]>(resolve => {
      const ends: number[] = [];
      for (let at = 0; at < 4; at += 1) {
        throttle.add('ann', () => {
          busy(10);
          ends.push(performance.now() - start);
          if (ends.length === 4) resolve(ends);
        });
      }
    });
    // Three rests of 30 ms between four pieces of 10 ms.
    expect(runs[3]).toBeGreaterThan(120);
  });

  it('runs the same work once, however often it was asked for', () => {
    jest.useFakeTimers();
    const throttle = createThrottle(0.5, () => {});
    const work = jest.fn();
    throttle.add('ann', work);
    throttle.add('ann', work);
    jest.runAllTimers();
    expect(work).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });

  it('takes owners in turn, however much one of them has waiting', () => {
    jest.useFakeTimers();
    const throttle = createThrottle(0.5, () => {});
    const ran: string[] = [];
    for (const name of ['a1', 'a2', 'a3', 'b1']) {
      throttle.add(name.charAt(0), () => ran.push(name));
    }
    jest.runAllTimers();
    expect(ran).toEqual(['a1', 'b1', 'a2', 'a3']);
    jest.useRealTimers();
  });

  it('goes on after work that fails', () => {
    jest.useFakeTimers();
    const failed = jest.fn();
    const throttle = createThrottle(0.5, failed);
    const after = jest.fn();
    throttle.add('ann', () => {
      throw new Error('broken');
    });
    throttle.add('ann', after);
    jest.runAllTimers();
    expect(failed).toHaveBeenCalledTimes(1);
    expect(after).toHaveBeenCalledTimes(1);
    jest.useRealTimers();
  });
});
