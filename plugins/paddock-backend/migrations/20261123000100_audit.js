// @ts-check

/**
 * The audit table, and triggers that keep history as it was: audit lines are only added, the head of their chain only
 * moves on, and a request that is over stays as it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_log', table => {
    table.comment('Append-only; each line has the hash of the one before it.');
    table.bigInteger('seq').primary();
    table.bigInteger('at').notNullable();
    table.text('actor').notNullable();
    table.text('event').notNullable();
    table.text('phase').notNullable();
    table.text('request_id').nullable();
    table.text('detail').notNullable();
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
    table.index(['request_id'], 'audit_log_request_id');
    table.index(['actor'], 'audit_log_actor');
  });
  await knex.schema.createTable('audit_head', table => {
    table.comment(
      'One row: the last line of audit_log. Held while one is added.',
    );
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
    table.text('hash').notNullable();
  });
  await knex('audit_head').insert({ id: 1, seq: 0, hash: '0'.repeat(64) });
  await (knex.client.config.client === 'pg' ? guardPg : guardSqlite)(knex);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop trigger requests_over on requests');
  } else {
    await knex.raw('drop trigger requests_over');
  }
  await knex.schema.dropTable('audit_head');
  await knex.schema.dropTable('audit_log');
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function paddock_refuse');
  }
};

const over = "('withdrawn', 'rejected', 'expired', 'removed')";

/**
 * @param {import('knex').Knex} knex
 */
async function guardPg(knex) {
  await knex.raw(`
    create function paddock_refuse() returns trigger language plpgsql as $$
    begin
      raise exception '%', tg_argv[0];
    end $$
  `);
  await knex.raw(`
    create trigger audit_log_append_only before update or delete or truncate on audit_log
    for each statement execute function paddock_refuse('audit_log is append-only')
  `);
  await knex.raw(`
    create trigger audit_head_kept before delete or truncate on audit_head
    for each statement execute function paddock_refuse('audit_head is kept')
  `);
  await knex.raw(`
    create trigger audit_head_moves_on before update on audit_head
    for each row when (new.seq <> old.seq + 1)
    execute function paddock_refuse('audit_head only moves on')
  `);
  await knex.raw(`
    create trigger requests_over before update on requests
    for each row when (
      old.state in ${over}
      and (new.state <> old.state or new.revision <> old.revision)
    )
    execute function paddock_refuse('the request is over')
  `);
}

/**
 * @param {import('knex').Knex} knex
 */
async function guardSqlite(knex) {
  await knex.raw(`
    create trigger audit_log_no_update before update on audit_log
    begin select raise(abort, 'audit_log is append-only'); end
  `);
  await knex.raw(`
    create trigger audit_log_no_delete before delete on audit_log
    begin select raise(abort, 'audit_log is append-only'); end
  `);
  // "insert or replace" deletes without asking the trigger above.
  await knex.raw(`
    create trigger audit_log_no_replace before insert on audit_log
    when exists (select 1 from audit_log where seq = new.seq)
    begin select raise(abort, 'audit_log is append-only'); end
  `);
  await knex.raw(`
    create trigger audit_head_kept before delete on audit_head
    begin select raise(abort, 'audit_head is kept'); end
  `);
  await knex.raw(`
    create trigger audit_head_moves_on before update on audit_head
    when new.seq <> old.seq + 1
    begin select raise(abort, 'audit_head only moves on'); end
  `);
  await knex.raw(`
    create trigger requests_over before update on requests
    when old.state in ${over}
      and (new.state <> old.state or new.revision <> old.revision)
    begin select raise(abort, 'the request is over'); end
  `);
}
