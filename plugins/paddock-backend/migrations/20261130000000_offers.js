// @ts-check

/**
 * To which team a request is offered, by whom and until when; and whether it belongs to another team than the one that
 * asked for it. Instants are milliseconds since 1970 of the database's own clock.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('requests', table => {
    table.text('offered_to').nullable();
    table.text('offered_by').nullable();
    table.bigInteger('offered_until').nullable();
    table
      .integer('handed_over')
      .notNullable()
      .defaultTo(0)
      .comment('1 once another team has accepted it from the one that asked.');
    table.index(['offered_to'], 'requests_offered_to');
    table.index(['cluster', 'namespace'], 'requests_place');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('requests', table => {
    table.dropIndex(['offered_to'], 'requests_offered_to');
    table.dropIndex(['cluster', 'namespace'], 'requests_place');
  });
  // SQLite rebuilds a table to drop a column unless told otherwise, and would lose the triggers on it.
  for (const column of [
    'offered_to',
    'offered_by',
    'offered_until',
    'handed_over',
  ]) {
    await knex.raw('alter table requests drop column ??', [column]);
  }
};
