const AT_ONCE = 8;

/** Runs for each, a few at once. */
export async function inTurns<T>(
  items: readonly T[],
  run: (item: T) => Promise<void>,
) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) {
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
