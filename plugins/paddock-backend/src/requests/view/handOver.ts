import { createHash } from 'node:crypto';
import {
  amountsOf,
  type HandOverLook,
  type InsideRequest,
  type RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import type { AskParts } from '../check/submit';
import { clusterOf } from '../clusterOf';
import { livingIn } from './contentOf';
import { canonicalJson } from '../plan/canonicalJson';
import type { RequestParts } from '../parts';
import { sameRef } from '../sameRef';
import type { NewRevision, RequestRow, RequestStore } from '../store/store';

/** What happens to which requests when one of them is handed over; what it is about comes first. */
export interface Parting {
  goes: RequestRow[];
  ends: RequestRow[];
  stays: RequestRow[];
}

/** Of a namespace, all that its team has there goes along. Drafts hold nothing, and stay with whoever writes them. */
export async function partingOf(
  { inNamespace }: Pick<RequestStore, 'inNamespace'>,
  row: RequestRow,
): Promise<Parting> {
  if (row.kind !== 'namespace') return { goes: [row], ends: [], stays: [] };
  const inside = (await inNamespace(row)).filter(
    ({ kind, state }) => kind !== 'namespace' && state !== 'draft',
  );
  const own = inside.filter(({ team }) => sameRef(team, row.team));
  const isApproved = (each: RequestRow) => each.approvedRevision !== undefined;
  return {
    goes: [row, ...own.filter(isApproved)],
    ends: own.filter(each => !isApproved(each)),
    stays: inside.filter(({ team }) => !sameRef(team, row.team)),
  };
}

export const insideOf = ({
  kind,
  name,
  team,
  state,
}: RequestRow): InsideRequest => ({ kind, name, team, state });

/** Of what would change hands, and in which revision: whoever accepts has seen exactly this. */
export function markOf({ goes, ends }: Parting): string {
  const mark = (rows: RequestRow[]) =>
    rows.map(({ id, revision }) => [id, revision]);
  const text = canonicalJson([mark(goes), mark(ends)]);
  return createHash('sha256').update(text).digest('hex');
}

/** What would change hands, as it is now. @throws what the cluster or the database fails with */
export async function lookAtHandOver(
  parts: Pick<RequestParts, 'store' | 'clusters'>,
  row: RequestRow,
): Promise<HandOverLook> {
  const parting = await partingOf(parts.store, row);
  const others =
    row.kind === 'namespace'
      ? await livingIn(clusterOf(parts, row.cluster), row.namespace)
      : { pods: 0, claims: 0 };
  return {
    goes: parting.goes.map(insideOf),
    ends: parting.ends.map(insideOf),
    stays: parting.stays.map(insideOf),
    others,
    mark: markOf(parting),
  };
}

/** Whoever owns a namespace may edit there, and is not named a second time with a lesser role. */
function ownedBy(spec: RequestSpec, team: string): RequestSpec {
  if (spec.kind !== 'namespace') return { ...spec, team };
  const members = spec.members.filter(({ group }) => !sameRef(group, team));
  return { ...spec, team, members };
}

/** What each request in force is to become: the same for the new owner. @throws what the cluster fails with */
export function planMoves(
  { store, checker }: Pick<AskParts, 'store' | 'checker'>,
  { goes }: Parting,
  { team, by }: { team: string; by: string },
): Promise<Parameters<RequestStore['handOver']>[0]['moves']> {
  return Promise.all(
    goes.map(async ({ id, revision: expected, approvedRevision }) => {
      const inForce = await store.revision(id, approvedRevision ?? expected);
      const spec = ownedBy(inForce.spec, team);
      const { effects, dryRun, hash } = await checker.plan(spec, id);
      const revision: NewRevision = {
        requestId: id,
        spec,
        effects,
        verdict: { say: 'automatic', because: `Accepted for ${team}.` },
        dryRun,
        hash,
        by,
      };
      return { revision, expected, amounts: amountsOf(spec) };
    }),
  );
}
