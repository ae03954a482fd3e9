// @ts-check

/**
 * The signed anchor of the audit trail, and which orphans were told of. Portals of before know neither table, and go on
 * beside the new ones.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_anchor', table => {
    table.comment(
      'One row at most: a line of audit_log, signed with a key that is not in the database.',
    );
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
    table.text('hash').notNullable();
    table.text('at').notNullable();
    table.text('mac').notNullable();
  });
  await knex.schema.createTable('known_orphans', table => {
    table.comment(
      'What carries the mark of the portal, and was told of as nobody’s.',
    );
    table.text('key').primary().comment('SHA-256 of what names it, in hex.');
    table.bigInteger('seen_at').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('known_orphans');
  await knex.schema.dropTable('audit_anchor');
};
