/** A random generator that a seed makes repeatable; the seed is printed, so that a failure can be. */
export function createRandom(seed = Number(process.env.SEED ?? Date.now())) {
  process.stdout.write(`seed ${seed}\n`);
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: <T>(from: readonly T[]): T => from[below(from.length)]!,
  };
}

export type Random = ReturnType<typeof createRandom>;
