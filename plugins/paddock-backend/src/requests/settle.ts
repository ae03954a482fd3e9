import { ConflictError } from '@backstage/errors';
import { amountsOf } from '@paddock/backstage-plugin-paddock-common';
import { portal, recorded, type RecordParts } from '../audit/recorded';
import type { RequestParts } from './parts';
import type { RequestRow, RevisionRow } from './store';
import { Unprocessable } from '../doors/unprocessable';

/** How a check that has passed ended. */
export type Settled = 'making' | 'waiting' | 'over';

type Parts = Pick<RequestParts, 'store' | 'settings' | 'notify'> & RecordParts;

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
  if (granted.state === 'over') return 'over';
  notify({ id, kind: 'approved', text: because });
  return 'making';
}

/** What others were granted in between is not left for this one: back to where it was before it was submitted. */
async function takeBack(
  parts: Parts,
  { row, revision }: { row: RequestRow; revision: RevisionRow },
): Promise<void> {
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
        say: { kind: 'checked', text: 'Over the budget of the team by now.' },
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
  if (verdict.say === 'automatic') {
    const settled = await decideAutomatically(parts, found, verdict.because);
    if (settled === 'over') await takeBack(parts, found);
    return settled;
  }
  const because = verdict.because.join(' ');
  await store.move({
    id: row.id,
    from: ['checking'],
    to: 'waiting',
    say: { kind: 'checked', text: `It needs an approval. ${because}` },
  });
  notify({ id: row.id, kind: 'checked', text: because, by: revision.by });
  return 'waiting';
}

/**
 * The same, for whoever has just submitted it.
 *
 * @throws Unprocessable when the team's budget was taken by others meanwhile
 */
export async function settle(
  parts: Parts,
  row: RequestRow,
): Promise<RequestRow> {
  try {
    const settled = await finishCheck(parts, row);
    if (settled === 'over') {
      throw new Unprocessable(
        row.approvedRevision === undefined
          ? 'The budget of the team was granted to others in between. The request is kept as a draft.'
          : 'The budget of the team was granted to others in between. Everything stays as it was.',
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
