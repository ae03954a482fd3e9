// @ts-check

/**
 * A request is decided in the transaction that writes it, and so none is "checking" any more. What a portal of before
 * has left there waits; the reconciler decides what the rules let pass.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('requests')
    .where({ state: 'checking' })
    .update({ state: 'waiting', look_at: 0 });
};

/** A portal of before goes on with what waits. */
exports.down = async function down() {};
