/** Asks for another turn. */
export type Again = (afterMs?: number) => void;

export interface Turns {
  again: Again;
  stop(): void;
}

/**
 * Runs something again and again on demand, never twice at once: demands during a run
 * become one more run after it. Between two runs passes a moment, so that a storm of
 * demands costs little.
 */
export function createTurns(run: () => Promise<void>, restMs = 50): Turns {
  let running = false;
  let wanted = false;
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();

  async function turn() {
    if (running || stopped) {
      wanted = true;
      return;
    }
    running = true;
    wanted = false;
    await run();
    running = false;
    if (wanted) later(restMs);
  }

  function later(ms: number) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void turn();
    }, ms);
    timers.add(timer);
  }

  return {
    again: (afterMs = 0) => {
      if (stopped) return;
      if (afterMs > 0) later(afterMs);
      else void turn();
    },
    stop() {
      stopped = true;
      timers.forEach(clearTimeout);
    },
  };
}
