import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until `check` is true, and says what was awaited if that takes too long. */
export async function eventually(
  what: string,
  check: () => boolean,
  withinMs = 4_000,
) {
  const end = Date.now() + withinMs;
  while (!check()) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await sleep(5);
  }
}
