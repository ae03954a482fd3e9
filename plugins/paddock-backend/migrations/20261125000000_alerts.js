// @ts-check

/**
 * What people were told of, so that no replica tells it again, and what was there before the portal first looked.
 * Instants are milliseconds since 1970.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('alerts', table => {
    table.comment('One row for each thing that is not as it should be.');
    table.string('key', 100).primary();
    table.text('kind').notNullable();
    table.text('cluster').notNullable();
    table.bigInteger('seen_at').notNullable();
    table.bigInteger('told_at').nullable();
    table.text('told_to').notNullable().comment('JSON: catalog refs.');
    table.bigInteger('absent_since').nullable();
    table.text('over').notNullable().comment('What is said at the end.');
    table.text('link').notNullable();
  });
  await knex.schema.createTable('alert_looks', table => {
    table.comment('What was looked at at least once.');
    table.string('cluster', 253).notNullable();
    table.string('kind', 20).notNullable();
    table.primary(['cluster', 'kind']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alert_looks');
  await knex.schema.dropTable('alerts');
};
