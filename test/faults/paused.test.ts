import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { freePort } from '../../packages/local/src/postgres/freePort.ts';
import {
  type Postgres,
  startPostgres,
} from '../../packages/local/src/postgres/startPostgres.ts';
import { load } from '../source.ts';
import { until } from '../integration/world/watching.ts';
import { comment, openReplica, type Told } from './world/pausedMain.ts';

const { submitted } = load(
  './sources/replica',
) as typeof import('../sources/replica');

const longestMs = 2_000;
const ben = 'user:default/ben';

/** By proc(5): `T` of a process that was stopped by a signal. */
const standsStill = ({ pid }: ChildProcess) =>
  / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\)/, ')'));

let folder: string;
let postgres: Postgres;
let replica: Awaited<ReturnType<typeof openReplica>>;

before(
  async () => {
    folder = mkdtempSync(join(tmpdir(), 'paddock-postgres-'));
    postgres = await startPostgres({ folder, port: await freePort() });
    replica = await openReplica(postgres.connectionString);
  },
  { timeout: 120_000 },
);
after(async () => {
  await replica?.knex.destroy();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startOther(start: Omit<Told, 'connection'>) {
  const child = fork(join(import.meta.dirname, 'world/pausedMain.ts'));
  const told = (type: string) =>
    new Promise<{ failed: string[] }>(resolve => {
      child.on('message', (message: { type: string; failed: string[] }) => {
        if (message.type === type) resolve(message);
      });
    });
  const ended = told('ended').then(({ failed }) => failed);
  await told('loaded');
  child.send({ ...start, connection: postgres.connectionString });
  return { child, ended };
}

describe('a replica that stands still', () => {
  const moments: Array<[string, string]> = [
    ['before it holds anything', '^set local'],
    ['with a request in its hands', 'from "requests".*for update'],
    ['with the clock of all requests in its hands', 'update "request_clock"'],
    ['with all changed, before it is committed', 'update "requests" set "seq"'],
    ['when a line of the audit trail is written', 'audit_head'],
  ];
  for (const [when, stopAt] of moments) {
    it(`keeps nobody from commenting for long: ${when}`, async () => {
      const [one, two] = [
        await submitted(replica.store, { spec: { name: named(stopAt, 1) } }),
        await submitted(replica.store, { spec: { name: named(stopAt, 2) } }),
      ];
      const other = await startOther({ requests: [one.id, two.id], stopAt });
      try {
        await until('it stands still', () => standsStill(other.child));
        for (const { id } of [one, two, one]) {
          const begun = performance.now();
          await comment(replica, id, ben);
          const took = performance.now() - begun;
          console.log(`   commented after ${Math.round(took)} ms`);
          assert.ok(took <= longestMs, `it took ${Math.round(took)} ms`);
        }
        other.child.kill('SIGCONT');
        // What the database has ended meanwhile is begun anew.
        assert.deepEqual(await other.ended, []);
      } finally {
        other.child.kill('SIGKILL');
      }
      const report = await replica.store.audit.verify();
      assert.equal(report.broken, undefined);
      const said = await Promise.all(
        [one, two].map(({ id }) => replica.store.timeline(id)),
      );
      const comments = said.flat().filter(({ kind }) => kind === 'comment');
      assert.equal(comments.length, 20 + 3);
    });
  }
});

const named = (text: string, at: number) =>
  `${text
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')}-${at}`;
