import type {
  Amounts,
  BudgetLook,
} from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import { amountsBy, assertWhole, isOver, larger } from './amounts';
import { plainRef } from '../../../database/plainText';
import type { Granted } from '../contract';
import type { Whole } from '../records';

const columns = {
  cpuMilli: 'cpu_milli',
  memoryBytes: 'memory_bytes',
  storageBytes: 'storage_bytes',
  pods: 'pods',
} as const satisfies Record<keyof Amounts, string>;

type GrantRecord = { request_id: string } & {
  [measure in (typeof columns)[keyof Amounts]]: Whole;
};

/** Nothing else is granted to these teams, or taken from them, until this transaction ends. */
export async function lockTeams(
  trx: Knex.Transaction,
  teams: string[],
): Promise<void> {
  for (const team of [...new Set(teams.map(plainRef))].sort()) {
    await trx('team_locks').insert({ team }).onConflict('team').ignore();
    await trx('team_locks').where({ team }).forUpdate().first();
  }
}

/** What all requests of a team hold together. */
export async function readGranted(knex: Knex, team: string): Promise<Amounts> {
  const sums: Record<string, Whole | null> | undefined = await knex(
    'team_grants',
  )
    .where({ team: plainRef(team) })
    .sum(Object.fromEntries(Object.values(columns).map(each => [each, each])))
    .first();
  return amountsBy(each => Number(sums?.[columns[each]] ?? 0));
}

/** What one request holds already, and what it needs until these amounts are what is there: the larger of both. */
export async function readReserve(
  trx: Knex.Transaction,
  requestId: string,
  amounts: Amounts,
): Promise<{ held: Amounts; reserved: Amounts }> {
  assertWhole(amounts);
  const held = await readGrant(trx, requestId);
  return { held, reserved: larger(held, amounts) };
}

/** What one request holds. */
export async function readGrant(
  trx: Knex.Transaction,
  requestId: string,
): Promise<Amounts> {
  const record = await trx<GrantRecord>('team_grants')
    .where('request_id', requestId)
    .first();
  return amountsBy(each => Number(record?.[columns[each]] ?? 0));
}

/** Of a locked team; the request held it for this team or for another one before. */
export async function writeGrant(
  trx: Knex.Transaction,
  { requestId, team }: { requestId: string; team: string },
  amounts: Amounts,
): Promise<void> {
  assertWhole(amounts);
  await trx('team_grants')
    .insert({
      request_id: requestId,
      team: plainRef(team),
      cpu_milli: amounts.cpuMilli,
      memory_bytes: amounts.memoryBytes,
      storage_bytes: amounts.storageBytes,
      pods: amounts.pods,
    })
    .onConflict('request_id')
    .merge();
}

export async function deleteGrant(
  trx: Knex.Transaction,
  requestId: string,
): Promise<void> {
  await trx('team_grants').where('request_id', requestId).delete();
}

/** What a locked team would have, were `reserved` granted in place of what it holds for this request already. */
export async function lookAtBudget(
  trx: Knex.Transaction,
  { team, budget }: { team: string; budget: Amounts },
  amounts: { held: Amounts; reserved: Amounts },
): Promise<{ over: boolean; look: BudgetLook }> {
  const granted = await readGranted(trx, team);
  const after = amountsBy(
    each => granted[each] - amounts.held[each] + amounts.reserved[each],
  );
  return {
    over: isOver(amounts, { after, budget }),
    look: { team, budget, granted, after },
  };
}

/** Grants the amounts, unless that would pass the budget. Locks the team. */
export async function reserve(
  trx: Knex.Transaction,
  { id, team }: { id: string; team: string },
  { amounts, budget }: { amounts: Amounts; budget: Amounts },
): Promise<Granted> {
  await lockTeams(trx, [team]);
  const reserved = await readReserve(trx, id, amounts);
  const { over, look } = await lookAtBudget(trx, { team, budget }, reserved);
  if (over) return { state: 'over', look };
  await writeGrant(trx, { requestId: id, team }, reserved.reserved);
  return { state: 'granted' };
}
