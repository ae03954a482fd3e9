import { ConflictError } from '@backstage/errors';
import { amountsOf } from '@paddock/backstage-plugin-paddock-common';
import { portal, recorded, type RecordParts } from '../audit/recorded';
import { askRight } from './access/askRight';
import type { NamespaceRight } from './access/namespaceRights';
import { lastSight, noteSight } from './access/observedNamespace';
import type { RequestParts } from './parts';
import type { RequestRow, RevisionRow } from './store/contract';
import { Unprocessable } from '../http/unprocessable';

/** How a check that has passed ended; `refused` where something has come in between. */
export type Settled =
  | { state: 'making' | 'waiting' }
  | { state: 'refused'; why: string };

type Parts = Pick<
  RequestParts,
  'store' | 'settings' | 'notify' | 'clusters' | 'mayWork'
> &
  RecordParts;

/** The rules say yes by themselves; the portal is who decides. */
async function decideAutomatically(
  parts: Parts,
  { row, revision }: { row: RequestRow; revision: RevisionRow },
  because: string,
): Promise<Settled> {
  const { store, settings, notify } = parts;
  const { id } = row;
  const granted = await recorded(
    parts,
    {
      actor: portal,
      event: 'request-approve',
      requestId: id,
      detail: { revision: row.revision, hash: revision.hash },
    },
    () =>
      store.decide({
        id,
        revision: row.revision,
        hash: revision.hash,
        decision: { state: 'automatic' },
        amounts: amountsOf(revision.spec),
        budget: settings.budgetOf(row.team),
      }),
    ({ state }) =>
      state === 'over' ? { failed: 'over the budget of the team' } : {},
  );
  if (granted.state === 'over') {
    return {
      state: 'refused',
      why: 'The budget of the team was granted to others in between.',
    };
  }
  notify({ id, kind: 'approved', text: because });
  return { state: 'making' };
}

/** What has come in between stays so: back to where it was before it was submitted. */
async function takeBack(
  parts: Parts,
  { row, revision }: { row: RequestRow; revision: RevisionRow },
  why: string,
): Promise<void> {
  if (row.state === 'waiting') return;
  const { store, settings } = parts;
  const act = {
    actor: portal,
    event: 'request-take-back',
    requestId: row.id,
    detail: { revision: row.revision, hash: revision.hash },
  };
  if (row.approvedRevision === undefined) {
    await recorded(parts, act, () =>
      store.move({
        id: row.id,
        from: ['checking'],
        to: 'draft',
        say: { kind: 'checked', text: why },
      }),
    );
    return;
  }
  await recorded(parts, act, () =>
    store.decide({
      id: row.id,
      revision: row.revision,
      hash: revision.hash,
      decision: { state: 'withdrawn', by: revision.by },
      amounts: amountsOf(revision.spec),
      budget: settings.budgetOf(row.team),
    }),
  );
}

/**
 * Brings the check of a request to its end, by the verdict that was written down with it. Can be called again, by
 * whoever finds it unfinished.
 */
export async function finishCheck(
  parts: Parts,
  row: RequestRow,
): Promise<Settled> {
  const { store, notify } = parts;
  const revision = await store.revision(row.id, row.revision);
  const { verdict } = revision;
  const found = { row, revision };
  const right = await bindTo(parts, found);
  if (right.say === 'no') {
    await takeBack(parts, found, right.why);
    return { state: 'refused', why: right.why };
  }
  if (right.say === 'later' && verdict.say === 'automatic') {
    return letWait(parts, row, `It waits for ${right.for}.`);
  }
  if (verdict.say === 'automatic') {
    const settled = await decideAutomatically(parts, found, verdict.because);
    if (settled.state === 'refused') {
      await takeBack(parts, found, settled.why);
    }
    return settled;
  }
  const because = verdict.because.join(' ');
  await letWait(parts, row, `It needs an approval. ${because}`);
  notify({ id: row.id, kind: 'checked', text: because, by: revision.by });
  return { state: 'waiting' };
}

/** From the check on, a request belongs to the namespace that is there then, and to no later one of its name. */
async function bindTo(
  parts: Parts,
  { row, revision }: { row: RequestRow; revision: RevisionRow },
): Promise<NamespaceRight> {
  const right = await askRight(parts, row, revision.by);
  if (row.kind === 'namespace' || right.say !== 'yes' || !right.uid) {
    return right;
  }
  const { audit } = parts.store;
  const known = await lastSight(audit, row.id);
  if (known?.uid !== right.uid) await noteSight(parts, row, right.uid);
  return right;
}

async function letWait(
  { store }: Parts,
  { id, state }: RequestRow,
  text: string,
): Promise<Settled> {
  if (state !== 'waiting') {
    const say = { kind: 'checked' as const, text };
    await store.move({ id, from: ['checking'], to: 'waiting', say });
  }
  return { state: 'waiting' };
}

/**
 * The same, for whoever has just submitted it.
 *
 * @throws Unprocessable when the budget was taken by others meanwhile, or the namespace is another one
 */
export async function settle(
  parts: Parts,
  row: RequestRow,
): Promise<RequestRow> {
  try {
    const settled = await finishCheck(parts, row);
    if (settled.state === 'refused') {
      throw new Unprocessable(
        `${settled.why} ${
          row.approvedRevision === undefined
            ? 'The request is kept as a draft.'
            : 'Everything stays as it was.'
        }`,
      );
    }
  } catch (error) {
    const now = await parts.store.get(row.id);
    // The worker has brought the check to its end before this could.
    const isSettled = now && now.state !== 'checking';
    if (!(error instanceof ConflictError) || !isSettled) throw error;
  }
  return (await parts.store.get(row.id)) ?? row;
}
