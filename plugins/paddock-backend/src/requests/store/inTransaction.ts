import { setTimeout as pause } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createTurnsOf } from '../../database/createTurns';
import { hasConnectionEnded } from '../../database/hasConnectionEnded';
import { isPostgres } from '../../database/databaseTime';

const attempts = 5;
/** How long others wait for a process that stands still; and for the row of one that does not. */
const idleAtMost = '1s';
const waitAtMost = '10s';

const turnsOf = createTurnsOf();

/**
 * One transaction, begun anew where the database ended it in favour of another one.
 *
 * One after the other: all of them end at `request_clock`, and were this process paused, others would wait for each that
 * has begun in turn.
 *
 * Whoever needs more than one lock takes them in this order: idempotency key, request, teams by name, `request_clock`.
 *
 * @throws ConflictError when another request has the target; what `work` throws; what the driver throws
 */
export const inTransaction = <T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> => turnsOf(knex)(() => tryAll(knex, work));

async function tryAll<T>(
  knex: Knex,
  work: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let isCommitting = false;
    try {
      return await knex.transaction(async trx => {
        await (isPostgres(trx) ? boundPostgres(trx) : lockSqlite(trx));
        const result = await work(trx);
        isCommitting = true;
        return result;
      });
    } catch (error) {
      if (isTakenTarget(error)) {
        throw new ConflictError(
          'There is something of this name already, or it is asked for. Take another name.',
        );
      }
      // Of a commit nobody knows what has become of it.
      const isUndone = !isCommitting && hasConnectionEnded(error);
      const again = isUndone || isPassing(error);
      if (attempt === attempts || !again) throw error;
      await pause(Math.random() * 20 * attempt);
    }
  }
}

/**
 * SQLite has one writer. A transaction that only reads at first, and then finds that another has written, cannot go
 * on: a write that changes nothing takes its turn at once, as "begin immediate" would.
 */
const lockSqlite = (trx: Knex.Transaction) =>
  trx.raw('update request_clock set seq = seq');

/**
 * A process may be paused, or lose its network, between two statements; what it has locked, all others wait for. The
 * server ends such a transaction, and whoever comes back to it learns of that.
 */
const boundPostgres = (trx: Knex.Transaction) =>
  trx.raw(
    `set local idle_in_transaction_session_timeout = '${idleAtMost}'; set local lock_timeout = '${waitAtMost}'`,
  );

const textOf = (error: unknown, field: 'code' | 'constraint' | 'message') =>
  String((error as { [field in string]?: unknown } | undefined)?.[field] ?? '');

// PostgreSQL names the index, SQLite its columns.
const isTakenTarget = (error: unknown) =>
  (textOf(error, 'code') === '23505' &&
    textOf(error, 'constraint') === 'requests_target') ||
  (textOf(error, 'code') === 'SQLITE_CONSTRAINT_UNIQUE' &&
    textOf(error, 'message').includes('requests.cluster'));

// PostgreSQL: serialization failure, deadlock, and that it has ended a transaction in which this process stood still:
// nothing of that was committed. SQLite: the turn did not come in time.
const isPassing = (error: unknown) =>
  /^(40001|40P01|25P03|SQLITE_BUSY.*)$/.test(textOf(error, 'code'));
