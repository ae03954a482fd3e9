import { createRequire } from 'node:module';
import type { Knex } from 'knex';

// A replica's use of the database, in a process of its own: it writes many comments at once, as people do, and stands
// still as soon as the database has answered a certain statement.
const load = createRequire(import.meta.url);
load('@backstage/cli/config/nodeTransform.cjs');
const from = <Module>(name: string) => load(name) as Module;
const backend = '../../plugins/paddock-backend';

const knexOf = from<(config: Knex.Config) => Knex>('knex');
const { openDatabase } = from<
  typeof import('../../plugins/paddock-backend/src/database/openDatabase')
>(`${backend}/src/database/openDatabase`);
const { createTrail } = from<
  typeof import('../../plugins/paddock-backend/src/audit/createTrail')
>(`${backend}/src/audit/createTrail`);
const { recorded } = from<
  typeof import('../../plugins/paddock-backend/src/audit/recorded')
>(`${backend}/src/audit/recorded`);
const { createFakeAuditor } = from<
  typeof import('../../plugins/paddock-backend/testing/fakeAuditor')
>(`${backend}/testing/fakeAuditor`);
const { createRequestStore } = from<
  typeof import('../../plugins/paddock-backend/src/requests/store/store')
>(`${backend}/src/requests/store/store`);
const { createSilentLogger } = from<
  typeof import('../../plugins/paddock-backend/testing/silentLogger')
>(`${backend}/testing/silentLogger`);

export interface Told {
  connection: string;
  /** Of whom the comments are; the first half about the first one. */
  requests: [string, string];
  /** Source of a regular expression: the statement whose answer it stands still at. */
  stopAt: string;
}

/** The store of a replica, on this database. */
export async function openReplica(connection: string) {
  const knex = knexOf({
    client: 'pg',
    connection,
    pool: { min: 0, max: 10 },
  });
  const logger = createSilentLogger();
  const database = { getClient: async () => knex };
  await openDatabase(database);
  const audit = createTrail({ knex, logger });
  const store = await createRequestStore({ database, audit, logger });
  return { knex, store, logger };
}

/** As the route does it. */
export async function comment(
  { store, logger }: Awaited<ReturnType<typeof openReplica>>,
  id: string,
  by: string,
): Promise<void> {
  const act = {
    actor: by,
    event: 'request-comment',
    requestId: id,
    detail: {},
  };
  const parts = { auditor: createFakeAuditor([]), trail: store.audit, logger };
  await recorded(parts, act, () =>
    store.say(id, { kind: 'comment', by, text: 'Still there?' }),
  );
}

async function main({ connection, requests, stopAt }: Told) {
  const replica = await openReplica(connection);
  let stops = true;
  replica.knex.on('query-response', (_, { sql }: { sql: string }) => {
    if (!stops || !new RegExp(stopAt).test(sql)) return;
    stops = false;
    process.kill(process.pid, 'SIGSTOP');
  });
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, at) =>
      comment(replica, requests[at % 2]!, 'user:default/paused'),
    ),
  );
  const failed = results.flatMap(each =>
    each.status === 'rejected' ? [String(each.reason)] : [],
  );
  process.send?.({ type: 'ended', failed });
  await replica.knex.destroy();
}

if (process.send) {
  process.on('message', (told: Told) => void main(told));
  process.on('disconnect', () => process.exit(0));
  process.send({ type: 'loaded' });
}
