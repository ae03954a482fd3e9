import {
  isFinal,
  type RequestKind,
  type RequestState,
  type RequestSpec,
  type TimelineEntry,
} from '@paddock/backstage-plugin-paddock-common';
import type { RequestRow, RevisionRow } from './contract';
import { isoOf } from '../../database/databaseTime';

/** A 64-bit number as it comes out of the database: SQLite's driver hands out numbers, PostgreSQL's text. */
export type Whole = number | string;

/** A row of the table `requests`. Empty columns are `null` there, and absent everywhere else. */
export interface RequestRecord {
  id: string;
  kind: RequestKind;
  cluster: string;
  namespace: string;
  name: string;
  words: string;
  team: string;
  component: string | null;
  state: RequestState;
  revision: number;
  approved_revision: number | null;
  requested_by: string;
  created_at: Whole;
  updated_at: Whole;
  expires_at: Whole | null;
  waits_for: string | null;
  attention: string | null;
  offered_to: string | null;
  offered_by: string | null;
  offered_until: Whole | null;
  handed_over: number;
  seq: Whole;
  fence: Whole;
  lease_owner: string | null;
  lease_until: Whole | null;
  look_at: Whole | null;
  woken: number;
}

/** A row of `request_revisions`. */
export interface RevisionRecord {
  request_id: string;
  revision: number;
  spec: string;
  effects: string;
  verdict: string;
  dry_run: string;
  budget: string | null;
  hash: string;
  by: string;
  at: Whole;
  decision: RevisionRow['decision']['state'];
  decided_by: string | null;
  decided_at: Whole | null;
  reason: string | null;
}

/** A row of `request_timeline`. */
export interface TimelineRecord {
  seq: Whole;
  request_id: string;
  revision: number;
  kind: TimelineEntry['kind'];
  by: string | null;
  at: Whole;
  text: string;
}

export const rowOf = (record: RequestRecord): RequestRow => ({
  id: record.id,
  kind: record.kind,
  cluster: record.cluster,
  namespace: record.namespace,
  name: record.name,
  team: record.team,
  ...(record.component !== null && { component: record.component }),
  state: record.state,
  revision: record.revision,
  ...(record.approved_revision !== null && {
    approvedRevision: record.approved_revision,
  }),
  requestedBy: record.requested_by,
  createdAt: isoOf(record.created_at),
  updatedAt: isoOf(record.updated_at),
  ...(record.expires_at !== null && { expiresAt: isoOf(record.expires_at) }),
  ...(record.waits_for !== null && { waitsFor: record.waits_for }),
  ...(record.attention !== null && { attention: record.attention }),
  ...offerOf(record),
  handedOver: record.handed_over === 1,
  fence: Number(record.fence),
});

/** What is over, or ending, is offered to nobody any more. */
function offerOf({
  state,
  offered_to,
  offered_by,
  offered_until,
}: RequestRecord): Pick<RequestRow, 'offer'> {
  if (offered_to === null || isFinal(state) || state === 'removing') return {};
  return {
    offer: {
      team: offered_to,
      by: offered_by ?? '',
      until: isoOf(offered_until ?? 0),
    },
  };
}

export const revisionOf = (record: RevisionRecord): RevisionRow => ({
  requestId: record.request_id,
  revision: record.revision,
  spec: JSON.parse(record.spec),
  effects: JSON.parse(record.effects),
  verdict: JSON.parse(record.verdict),
  dryRun: JSON.parse(record.dry_run),
  ...(record.budget !== null && { budget: JSON.parse(record.budget) }),
  hash: record.hash,
  by: record.by,
  at: isoOf(record.at),
  decision: decisionOf(record),
});

function decisionOf(record: RevisionRecord): RevisionRow['decision'] {
  const by = record.decided_by ?? '';
  const at = isoOf(record.decided_at ?? 0);
  switch (record.decision) {
    case 'open':
      return { state: 'open' };
    case 'automatic':
      return { state: 'automatic', at };
    case 'rejected':
      return { state: 'rejected', by, at, reason: record.reason ?? '' };
    default:
      return { state: record.decision, by, at };
  }
}

export const entryOf = (record: TimelineRecord): TimelineEntry => ({
  seq: Number(record.seq),
  at: isoOf(record.at),
  kind: record.kind,
  ...(record.by !== null && { by: record.by }),
  revision: record.revision,
  text: record.text,
});

/** The namespace that it lies in; for a namespace, its own name. */
export const namespaceOf = (spec: RequestSpec): string =>
  spec.kind === 'namespace' ? spec.name : spec.namespace;
