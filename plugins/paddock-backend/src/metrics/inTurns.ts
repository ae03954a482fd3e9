import pLimit from 'p-limit';

const AT_ONCE = 8;

/** Runs for each, a few at once. */
export async function inTurns<T>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
) {
  const limit = pLimit(AT_ONCE);
  await Promise.all(items.map(item => limit(() => run(item))));
}
