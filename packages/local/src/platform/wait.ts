import { setTimeout as pause } from 'node:timers/promises';
import { Advice } from './platform.ts';

export interface Wait {
  /** What is waited for: "The API server". */
  what: string;
  seconds: number;
  /** Usually the supervisor's: when a part dies, nobody goes on waiting for it. */
  signal: AbortSignal;
  /** What a person can look at when it takes too long. */
  whatToDo: string;
  /** Milliseconds between two looks. */
  every?: number;
}

/**
 * Resolves when `look` has answered true. A look that throws has not answered
 * yet; what the last one threw is told when the time is over.
 */
export async function waitFor(
  { what, seconds, signal, whatToDo, every = 100 }: Wait,
  look: () => Promise<boolean>,
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  let last: unknown;
  for (;;) {
    if (signal.aborted) {
      throw new Advice(
        `${what}: not waited for to the end.`,
        'The platform is stopping.',
      );
    }
    try {
      if (await look()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) {
      const reason = last instanceof Error ? ` (${last.message})` : '';
      throw new Advice(
        `${what}: not ready after ${seconds} s${reason}.`,
        whatToDo,
      );
    }
    await pause(every);
  }
}
