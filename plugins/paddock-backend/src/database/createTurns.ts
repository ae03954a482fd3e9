import type { Knex } from 'knex';

/** Runs what it is given one after the other, in the order in which it came. */
export type Turns = <T>(run: () => Promise<T>) => Promise<T>;

function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return run => {
    const turn = last.then(run);
    last = turn.catch(() => {});
    return turn;
  };
}

/** The turns of one process on each database, for one purpose. */
export function createTurnsOf(): (knex: Knex) => Turns {
  const turns = new WeakMap<Knex, Turns>();
  return knex => {
    const known = turns.get(knex) ?? createTurns();
    turns.set(knex, known);
    return known;
  };
}
