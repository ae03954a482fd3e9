// @ts-check

/**
 * Requests with their revisions, their story, their proofs, and what of the teams' budgets they hold. Instants are
 * milliseconds since 1970 of the database's own clock. Catalog refs are in lower case.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('requests', table => {
    table.comment(
      'One row for each request, with what its latest revision names.',
    );
    table.uuid('id').primary();
    table.text('kind').notNullable();
    table.text('cluster').notNullable();
    table.text('namespace').notNullable();
    table.text('name').notNullable();
    table
      .text('words')
      .notNullable()
      .comment('Namespace and name in lower case, to be searched.');
    table.text('team').notNullable();
    table.text('component').nullable();
    table.text('state').notNullable();
    table.integer('revision').notNullable();
    table.integer('approved_revision').nullable();
    table.text('requested_by').notNullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.bigInteger('expires_at').nullable();
    table.text('waits_for').nullable();
    table.text('attention').nullable();
    table
      .bigInteger('seq')
      .notNullable()
      .comment('Of its latest change, counted over all requests.');
    table.bigInteger('fence').notNullable().defaultTo(0);
    table.text('lease_owner').nullable();
    table.bigInteger('lease_until').nullable();
    table.bigInteger('look_at').nullable();
    table
      .integer('woken')
      .notNullable()
      .defaultTo(0)
      .comment('1 when somebody asked for a look since the lease was given.');
    table.index(['team'], 'requests_team');
    table.index(['requested_by'], 'requests_requested_by');
    table.index(['component'], 'requests_component');
    table.index(['look_at'], 'requests_look_at');
    table.index(['seq'], 'requests_seq');
  });
  // A draft may name anything, and holds nothing.
  await knex.raw(`
    create unique index requests_target on requests (kind, cluster, namespace, name)
    where state not in ('draft', 'withdrawn', 'rejected', 'expired', 'removed')
  `);

  await knex.schema.createTable('request_revisions', table => {
    table.comment('What was asked with each revision, and what was decided.');
    table.uuid('request_id').notNullable().references('id').inTable('requests');
    table.integer('revision').notNullable();
    table.text('spec').notNullable();
    table.text('effects').notNullable();
    table.text('verdict').notNullable();
    table.text('dry_run').notNullable();
    table.text('budget').nullable();
    table.text('hash').notNullable();
    table.text('by').notNullable();
    table.bigInteger('at').notNullable();
    table.text('decision').notNullable();
    table.text('decided_by').nullable();
    table.bigInteger('decided_at').nullable();
    table.text('reason').nullable();
    table.primary(['request_id', 'revision']);
  });

  await knex.schema.createTable('request_approvers', table => {
    table.comment('Groups that may decide about the latest revision.');
    table.uuid('request_id').notNullable().references('id').inTable('requests');
    table.text('group_ref').notNullable();
    table.primary(['request_id', 'group_ref']);
    table.index(['group_ref'], 'request_approvers_group_ref');
  });

  await knex.schema.createTable('request_timeline', table => {
    table.bigInteger('seq').primary();
    table.uuid('request_id').notNullable().references('id').inTable('requests');
    table.integer('revision').notNullable();
    table.text('kind').notNullable();
    table.text('by').nullable();
    table.bigInteger('at').notNullable();
    table.text('text').notNullable();
    table.index(['request_id', 'seq'], 'request_timeline_request_id');
  });

  await knex.schema.createTable('request_clock', table => {
    table.comment(
      'One row. Whoever changes a request counts it up, and holds it until the change is there.',
    );
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
  });
  await knex('request_clock').insert({ id: 1, seq: 0 });

  await knex.schema.createTable('request_proofs', table => {
    table.uuid('request_id').notNullable().references('id').inTable('requests');
    table.integer('position').notNullable();
    table.text('what').notNullable();
    table.text('outcome').notNullable();
    table.text('detail').notNullable();
    table.text('at').notNullable();
    table.primary(['request_id', 'position']);
  });

  await knex.schema.createTable('request_keys', table => {
    table.comment('Idempotency keys: one person, one key, one request.');
    table.text('person').notNullable();
    table.text('key').notNullable();
    table.text('body_hash').notNullable();
    table.uuid('request_id').notNullable();
    table.primary(['person', 'key']);
  });

  await knex.schema.createTable('team_locks', table => {
    table.comment('Whoever changes what is granted to a team holds its row.');
    table.text('team').primary();
  });

  await knex.schema.createTable('team_grants', table => {
    table.comment('What each request holds of the budget of its team.');
    table.uuid('request_id').primary().references('id').inTable('requests');
    table.text('team').notNullable();
    table.bigInteger('cpu_milli').notNullable();
    table.bigInteger('memory_bytes').notNullable();
    table.bigInteger('storage_bytes').notNullable();
    table.bigInteger('pods').notNullable();
    table.index(['team'], 'team_grants_team');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'team_grants',
    'team_locks',
    'request_keys',
    'request_proofs',
    'request_clock',
    'request_timeline',
    'request_approvers',
    'request_revisions',
    'requests',
  ]) {
    await knex.schema.dropTable(table);
  }
};
