import { randomUUID } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { RequestSpec } from '@paddock/backstage-plugin-paddock-common';
import knexFactory, { type Knex } from 'knex';
import { createTrail } from '../src/audit/createTrail';
import type {
  Lease,
  NewRevision,
  RequestRow,
  RequestStore,
} from '../src/requests/store/store';
import { createRequestStore } from '../src/requests/store/store';
import {
  namespaceSpec,
  sampleAmounts,
  sampleBudget,
  sampleRevision,
  sampleSubmission,
} from './sampleRequests';
import { createSilentLogger } from './silentLogger';

/** SQLite, and each PostgreSQL that the environment names; see packages/local/src/postgres. */
export const requestDatabases = () =>
  TestDatabases.create({
    ids: [18, 17, 16, 15, 14]
      .map(major => `POSTGRES_${major}` as 'POSTGRES_18')
      .concat('SQLITE_3' as 'POSTGRES_18'),
    disableDocker: true,
  });

/** Two replicas of the portal on one database. */
export interface Replicas {
  knex: Knex;
  one: RequestStore;
  other: RequestStore;
  end(): Promise<void>;
}

export async function startReplicas(knex: Knex): Promise<Replicas> {
  // SQLite in memory is one connection's own; both stores take turns at it.
  const isShared = knex.client.config.client !== 'pg';
  const second = isShared ? knex : knexFactory({ ...knex.client.config });
  const open = (each: Knex) =>
    createRequestStore({
      audit: createTrail({ knex: each, logger: createSilentLogger() }),
      database: mockServices.database({ knex: each }),
      logger: createSilentLogger(),
    });
  const one = await open(knex);
  const other = await open(second);
  return {
    knex,
    one,
    other,
    async end() {
      await Promise.all([one.stop(), other.stop()]);
      if (second !== knex) await second.destroy();
    },
  };
}

type Change = Partial<Omit<NewRevision, 'spec'>> & {
  spec?: Partial<RequestSpec>;
};

/** A revision that needs the approval of the platform group, unless told otherwise. */
export function newRevision({ spec = {}, ...rest }: Change = {}): NewRevision {
  const whole = { ...namespaceSpec('payments'), ...spec } as RequestSpec;
  return {
    ...sampleRevision(rest.requestId ?? randomUUID(), whole),
    hash: 'a'.repeat(64),
    verdict: {
      say: 'approval',
      because: ['It is for production.'],
      approvers: ['group:default/platform'],
    },
    ...rest,
  };
}

/** Submitted, and waiting for its decision. */
export async function submitted(
  store: RequestStore,
  change: Change = {},
): Promise<RequestRow> {
  const { row } = await store.create({
    revision: newRevision(change),
    // Also where the rules would let it pass.
    submission: { ...sampleSubmission, waitsFor: 'its namespace' },
  });
  return row;
}

type Decide = Parameters<RequestStore['decide']>[0];

/** By the lead of the platform group, unless told otherwise. */
export const decide = (
  store: RequestStore,
  { id, revision }: Pick<RequestRow, 'id' | 'revision'>,
  change: Partial<Decide> = {},
) =>
  store.decide({
    id,
    revision,
    hash: 'a'.repeat(64),
    decision: { state: 'approved', by: 'user:default/lead' },
    amounts: sampleAmounts,
    budget: sampleBudget,
    ...change,
  });

/** Approved, made and settled. */
export async function live(
  store: RequestStore,
  change: Change = {},
): Promise<RequestRow> {
  const row = await submitted(store, change);
  await decide(store, row);
  return makeLive(store, row.id);
}

/** What the worker does with an approved request. */
export async function makeLive(
  store: RequestStore,
  id: string,
): Promise<RequestRow> {
  const lease = await leaseOf(store, id);
  await store.progress(lease, { state: 'live', lookAgainInMs: 60_000 });
  await store.release(lease);
  return (await store.get(id))!;
}

/** A lease of this request; what else wants a look is put off for an hour. */
export async function leaseOf(store: RequestStore, id: string): Promise<Lease> {
  for (;;) {
    const lease = await store.claim({ owner: 'test', forMs: 60_000 });
    if (!lease) throw new Error(`Request ${id} wants no look`);
    if (lease.id === id) return lease;
    await store.progress(lease, { lookAgainInMs: 3_600_000 });
    await store.release(lease);
  }
}
