import { createAttempts } from './attempts';

it('tries again later and later, and tells of each cause once', async () => {
  let now = 0;
  let message = 'forbidden';
  const tries: boolean[] = [];
  const attempts = createAttempts([1_000, 8_000], () => now);
  const run = async () => {
    const count = tries.length;
    const told = await attempts
      .run('a', async hasFailed => {
        tries.push(hasFailed);
        if (message) throw new Error(message);
      })
      .catch(error => error.message);
    return { tried: tries.length > count, told };
  };
  expect(await run()).toEqual({ tried: true, told: 'forbidden' });
  expect(await run()).toEqual({ tried: false, told: undefined });
  const perHour = tries.length;
  for (; now < 3_600_000; now += 100) {
    expect((await run()).told).toBeUndefined();
  }
  // At most one in half of 8 s.
  expect(tries.length - perHour).toBeGreaterThan(3_600 / 8);
  expect(tries.length - perHour).toBeLessThan(3_600 / 4 + 5);
  expect(tries.slice(1).every(Boolean)).toBe(true);

  message = 'unavailable';
  now += 8_000;
  expect(await run()).toEqual({ tried: true, told: 'unavailable' });
  message = '';
  now += 8_000;
  expect(await run()).toEqual({ tried: true, told: undefined });
  message = 'forbidden';
  expect(await run()).toEqual({ tried: true, told: 'forbidden' });
  expect(tries.at(-1)).toBe(false);
});

it('keeps what fails apart from what does not', async () => {
  const attempts = createAttempts([1_000, 8_000], () => 0);
  const fails = async () => {
    throw new Error('no');
  };
  await expect(attempts.run('a', fails)).rejects.toThrow('no');
  const other = jest.fn(async () => {});
  await attempts.run('b', other);
  await attempts.run('b', other);
  expect(other).toHaveBeenCalledTimes(2);
});
