import type {
  RequestQuery,
  requestSortKeys,
} from '@paddock/backstage-plugin-paddock-common';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { RequestRow, Visibility } from '../contract';
import { containsText } from '../../../database/containsText';
import { plainRef } from '../../../database/plainText';
import { type RequestRecord, rowOf } from '../records';

/** What may be sorted by; nothing that a caller writes becomes SQL. */
const columns: ReadonlyMap<string, keyof RequestRecord> = new Map(
  Object.entries({
    updatedAt: 'updated_at',
    createdAt: 'created_at',
    name: 'name',
    state: 'state',
  } as const satisfies Record<(typeof requestSortKeys)[number], keyof RequestRecord>),
);
const orders: readonly string[] = ['asc', 'desc'];

type Query = Knex.QueryBuilder<RequestRecord, RequestRecord[]>;

/** @see RequestStore.list */
export async function listRequests(
  knex: Knex,
  query: RequestQuery,
  visibility: Visibility,
): Promise<{ items: RequestRow[]; matching: number; waitingForMe: number }> {
  const column = columns.get(query.sort);
  if (!column || !orders.includes(query.order)) {
    throw new InputError('Requests cannot be sorted by this.');
  }
  const who = {
    ...visibility,
    person: plainRef(visibility.person),
    groups: visibility.groups.map(plainRef),
  };
  const found = () => {
    const requests = knex<RequestRecord>('requests');
    withinVisibility(knex, requests, who);
    withinScope(knex, requests, { scope: query.scope, who });
    withinFilters(knex, requests, query);
    return requests;
  };
  const waiting = knex<RequestRecord>('requests');
  waitsFor(knex, waiting, who);

  const records = await found()
    .orderBy([{ column, order: query.order }, { column: 'id' }])
    .offset(query.offset)
    .limit(query.limit);
  return {
    items: records.map(rowOf),
    matching: await countOf(found()),
    waitingForMe: await countOf(waiting),
  };
}

async function countOf(query: Query): Promise<number> {
  const [row] = await query.clone().count({ count: '*' });
  return Number((row as { count?: number | string } | undefined)?.count ?? 0);
}

/** Ids of what members of these groups may decide about. */
const approvable = (knex: Knex, groups: string[]) =>
  knex('request_approvers').select('request_id').whereIn('group_ref', groups);

/** What was handed over is no longer theirs who asked for it. */
const requestedBy = ({ person }: Visibility) => ({
  requested_by: person,
  handed_over: 0,
});

/** Requester, owning team, a team that it is offered to, approvers, administrators: for everybody else a request neither appears nor counts. */
function withinVisibility(knex: Knex, query: Query, who: Visibility) {
  if (who.everything) return;
  void query.where(seen =>
    seen
      .where(requestedBy(who))
      .orWhereIn('team', who.groups)
      .orWhereIn('offered_to', who.groups)
      .orWhereIn('id', approvable(knex, who.groups)),
  );
}

function withinScope(
  knex: Knex,
  query: Query,
  { scope, who }: { scope: RequestQuery['scope']; who: Visibility },
) {
  switch (scope) {
    case 'mine':
      void query.where(requestedBy(who));
      break;
    case 'team':
      void query.where(each =>
        each.whereIn('team', who.groups).orWhereIn('offered_to', who.groups),
      );
      break;
    case 'waiting':
      waitsFor(knex, query, who);
      break;
    default:
    // All that the person sees.
  }
}

/** Waits for this person's decision, or is offered to a team of theirs: whoever wrote a part of it since the last approval has none. */
function waitsFor(knex: Knex, query: Query, who: Visibility) {
  void query.where(either =>
    either
      .where(decidable => waitsForDecision(knex, decidable, who))
      .orWhere(offered =>
        offered.where('state', 'live').whereIn('offered_to', who.groups),
      ),
  );
}

function waitsForDecision(knex: Knex, query: Query, who: Visibility) {
  void query
    .where('state', 'waiting')
    .whereNot('requested_by', who.person)
    .whereNotExists(
      knex('request_revisions')
        .whereRaw('request_revisions.request_id = requests.id')
        .whereRaw(
          'request_revisions.revision > coalesce(requests.approved_revision, 0)',
        )
        .where('request_revisions.by', who.person),
    );
  if (!who.everything) void query.whereIn('id', approvable(knex, who.groups));
}

function withinFilters(knex: Knex, query: Query, filters: RequestQuery) {
  const { kind, state, component, text } = filters;
  if (kind.length > 0) void query.whereIn('kind', kind);
  if (state.length > 0) void query.whereIn('state', state);
  if (component) void query.where('component', plainRef(component));
  if (text) void query.where(containsText(knex, 'words', text));
}
