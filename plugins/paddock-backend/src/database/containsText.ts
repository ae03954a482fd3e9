import type { Knex } from 'knex';
import { isPostgres } from './databaseTime';
import { plainText } from './plainText';

/**
 * SQL for whether a column of lower case, or such an expression, contains this text: in any case, and literally, since
 * neither function knows wildcards.
 */
export const containsText = (
  knex: Knex,
  column: string | Knex.Raw,
  text: string,
): Knex.Raw<boolean> =>
  knex.raw(isPostgres(knex) ? 'strpos(??, ?) > 0' : 'instr(??, ?) > 0', [
    column,
    plainText(text).toLowerCase(),
  ]);
