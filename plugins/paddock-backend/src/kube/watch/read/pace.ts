/** Shares the event loop between all who decode: no turn of it is held for longer than the budget. */
export interface Pace {
  /** True when this turn's budget is spent: then await `rest()`. */
  due(): boolean;
  rest(): Promise<void>;
}

export function createPace(budgetMs = 8): Pace {
  let turnStarted = performance.now();
  const waiting: Array<() => void> = [];

  // One waiter a turn: nine decoders that rest together must not wake together.
  function turn() {
    turnStarted = performance.now();
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(turn);
  }

  return {
    due: () => performance.now() - turnStarted > budgetMs,
    rest: () =>
      new Promise(resolve => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(turn);
      }),
  };
}
