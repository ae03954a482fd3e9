import { ConflictError } from '@backstage/errors';
import { finalStates } from '@paddock/backstage-plugin-paddock-common';
import type { Knex } from 'knex';
import type { Granted, RequestStore } from '../contract';
import { amountsBy } from '../grant/amounts';
import { databaseTime } from '../../../database/databaseTime';
import { entering, noOffer } from './entering';
import {
  lockTeams,
  lookAtBudget,
  readReserve,
  writeGrant,
} from '../grant/grants';
import { inTransaction } from '../inTransaction';
import { lockRequest } from '../lockRequest';
import { plainRef } from '../../../database/plainText';
import { recordChange } from './recordChange';
import type { RequestRecord, RevisionRecord } from '../records';
import { targetOf, writeRevision } from './writeRevision';

type Options = Parameters<RequestStore['handOver']>[0];
type Move = Options['moves'][number];

const nothing = { cpuMilli: 0, memoryBytes: 0, storageBytes: 0, pods: 0 };

const changed = () =>
  new ConflictError(
    'What would be handed over has changed in between. Look at it again.',
  );

/**
 * Answers with the ids of everything that it has changed.
 *
 * @see RequestStore.handOver
 */
export const handOverRequest = (
  knex: Knex,
  { id, by, budget, moves, ...options }: Options,
): Promise<{ ids: string[]; granted: Granted }> =>
  inTransaction(knex, async trx => {
    const team = plainRef(options.team);
    const record = await lockRequest(trx, id);
    await assertOffered(trx, record, team);
    const inside = await lockInside(trx, record);
    const moving = [record, ...inside.filter(isApproved)];
    assertSame(moving, moves);

    await lockTeams(trx, [record.team, team]);
    const granted = await grant(trx, { team, budget }, moves);
    if (granted.state === 'over') return { ids: [], granted };
    for (const each of moving) {
      const move = moves.find(({ revision }) => revision.requestId === each.id);
      if (!move) throw changed();
      await moveOne(trx, each, { move, team, by });
    }
    const ending = inside.filter(each => !isApproved(each));
    for (const each of ending) await endOne(trx, each);
    return { ids: [...moving, ...ending].map(each => each.id), granted };
  });

const isApproved = ({ approved_revision }: RequestRecord) =>
  approved_revision !== null;

/** @throws ConflictError unless it is live, and offered to this team at this moment */
async function assertOffered(
  trx: Knex.Transaction,
  { id, state, offered_to }: RequestRecord,
  team: string,
) {
  const open = await trx<RequestRecord>('requests')
    .where({ id })
    .where('offered_until', '>', databaseTime(trx))
    .first('id');
  if (offered_to !== team || !open) {
    throw new ConflictError('It is not offered to this team any more.');
  }
  if (state !== 'live') {
    throw new ConflictError('Only what is live can be handed over.');
  }
}

/** What the team has in a namespace, but for drafts, which hold nothing. Nobody changes it until this ends. */
async function lockInside(
  trx: Knex.Transaction,
  { kind, cluster, name, team }: RequestRecord,
): Promise<RequestRecord[]> {
  if (kind !== 'namespace') return [];
  return trx<RequestRecord>('requests')
    .where({ cluster, namespace: name, team })
    .whereNot('kind', 'namespace')
    .whereNotIn('state', ['draft', ...finalStates])
    .orderBy('id')
    .forUpdate();
}

/** @throws ConflictError unless exactly this was planned to be moved, as it is now */
function assertSame(moving: RequestRecord[], moves: Move[]) {
  const same = (record: RequestRecord) =>
    moves.some(
      ({ revision, expected }) =>
        revision.requestId === record.id && expected === record.revision,
    );
  if (moves.length !== moving.length || !moving.every(same)) throw changed();
  const busy = moving.find(({ state }) =>
    ['making', 'removing'].includes(state),
  );
  if (busy) {
    throw new ConflictError(
      `The ${busy.kind} "${busy.name}" is being ${
        busy.state === 'making' ? 'made' : 'removed'
      }. Wait until that is over.`,
    );
  }
}

/** All shares of the budget move together, or none does. */
async function grant(
  trx: Knex.Transaction,
  owner: { team: string; budget: Options['budget'] },
  moves: Move[],
): Promise<Granted> {
  let sum = nothing;
  const shares = [];
  for (const { revision, amounts } of moves) {
    const { requestId } = revision;
    const { reserved } = await readReserve(trx, requestId, amounts);
    shares.push({ requestId, reserved });
    const before = sum;
    sum = amountsBy(each => before[each] + reserved[each]);
  }
  const { over, look } = await lookAtBudget(trx, owner, {
    held: nothing,
    reserved: sum,
  });
  if (over) return { state: 'over', look };
  for (const { requestId, reserved } of shares) {
    await writeGrant(trx, { requestId, team: owner.team }, reserved);
  }
  return { state: 'granted' };
}

/**
 * What is in force becomes the new owner's, by a revision that is decided already; a change that nobody has decided yet
 * ends. Whoever works on it loses the lease: what the old revision holds is not made any more.
 */
async function moveOne(
  trx: Knex.Transaction,
  record: RequestRecord,
  { move, team, by }: { move: Move; team: string; by: string },
) {
  const { id, revision } = record;
  const number = revision + 1;
  const because = `Accepted for ${team}.`;
  const at = await recordChange(
    trx,
    { id, revision: number },
    {
      set: {
        ...targetOf(move.revision.spec),
        ...entering(trx, 'making'),
        ...noOffer,
        team,
        handed_over: 1,
        revision: number,
        approved_revision: number,
        fence: trx.raw('fence + 1'),
      },
      say: [
        {
          kind: 'handed-over',
          by,
          text: `Handed over from ${record.team} to ${team}.`,
        },
        { kind: 'edited', by, text: 'Adapted to its new owner.' },
        { kind: 'approved', text: because },
      ],
    },
  );
  await trx<RevisionRecord>('request_revisions')
    .where({ request_id: id, decision: 'open' })
    .update({ decision: 'withdrawn', decided_by: 'portal', decided_at: at });
  await writeRevision(trx, move.revision, {
    number,
    at,
    decision: 'automatic',
  });
}

/** Nobody of the new team has asked for it. */
async function endOne(trx: Knex.Transaction, record: RequestRecord) {
  await recordChange(trx, record, {
    set: entering(trx, 'expired'),
    say: [
      {
        kind: 'expired',
        text: `Its namespace "${record.namespace}" was handed over to another team before this was approved. Ask again where you may.`,
      },
    ],
  });
}
