import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Granted, RequestStore } from '../store';
import { lockTeams, lookAtBudget, readReserve, writeGrant } from './grants';
import { databaseTime } from '../../database/databaseTime';
import { inTransaction } from './inTransaction';
import { lockRequest } from './lockRequest';
import { plainRef } from '../../database/plainText';
import { recordChange } from './recordChange';
import { isOver } from './steps';

type Options = Parameters<RequestStore['handOver']>[0];

const nothing = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0, pods: 0 };

/** @see RequestStore.handOver */
export const handOverRequest = (
  knex: Knex,
  { id, by, amounts, budget, ...options }: Options,
): Promise<Granted> =>
  inTransaction(knex, async trx => {
    const record = await lockRequest(trx, id);
    const team = plainRef(options.team);
    if (isOver(record.state) || record.state === 'removing') {
      throw new ConflictError('What is over, or ending, stays where it is.');
    }
    if (record.team === team) {
      throw new ConflictError('The team has it already.');
    }
    if (record.approved_revision !== null) {
      await lockTeams(trx, [record.team, team]);
      const { reserved } = await readReserve(trx, id, amounts);
      const owner = { team, budget };
      const look = await lookAtBudget(trx, owner, { held: nothing, reserved });
      if (look.over) return { state: 'over', look: look.look };
      await writeGrant(trx, { requestId: id, team }, reserved);
    }
    await recordChange(trx, record, {
      set: { team, look_at: databaseTime(trx), woken: 1 },
      say: [
        { kind: 'handed-over', by, text: `Handed over to ${options.team}.` },
      ],
    });
    return { state: 'granted' };
  });
