/** The shortest and the longest delay, in milliseconds. */
export type Delays = [shortest: number, longest: number];

/** Doubled with each attempt, of which the first is 0. */
export const doubled = ([shortest, longest]: Delays, attempt: number) =>
  Math.min(longest, shortest * 2 ** Math.min(attempt, 20));

/** The delay before the next attempt: full jitter between half and the whole, so that not all march in step. */
export const backoff = (delays: Delays, attempt: number) =>
  doubled(delays, attempt) * (0.5 + Math.random() / 2);
