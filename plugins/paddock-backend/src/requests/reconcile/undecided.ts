import { bindTo } from '../access/askRight';
import { type NamespaceRight, rightIn } from '../access/namespaceRights';
import type { RevisionRow } from '../store/store';
import { portal, recorded } from '../../audit/recorded';
import { detailOf } from '../detailOf';
import { recordPartsOf } from './job';
import type { RequestRun } from './reconcileRequest';
import { type Stop, waits } from '../../reconcile/stop';
import { orStop } from './taking';

const DAY_MS = 86_400_000;

/**
 * Milliseconds until a request that nobody decides lapses; it has lapsed when this returns undefined. What is live stays
 * as it is, only the change of it lapses.
 */
export async function lapse({
  parts,
  held: { lease },
  row,
}: RequestRun): Promise<number | undefined> {
  const { store, settings, amountsOf, notify } = parts;
  const { revision, approvedRevision, id } = row;
  const latest = await store.revision(id, revision);
  const age = Date.parse(lease.givenAt) - Date.parse(latest.at);
  const left = settings.waitingDays * DAY_MS - age;
  if (left > 0) return left;
  const act = {
    actor: portal,
    event: 'request-lapse',
    requestId: id,
    detail: detailOf(row),
  };
  const record = <T>(run: () => Promise<T>) =>
    recorded(recordPartsOf(parts), act, run);
  const text = `Nobody has decided for ${settings.waitingDays} days.`;
  if (approvedRevision === undefined) {
    const say = { kind: 'expired' as const, text };
    await record(() => store.progress(lease, { state: 'expired', say }));
    notify({ id, kind: 'expired', text });
    return undefined;
  }
  const amounts = amountsOf(latest.spec);
  await record(() =>
    store.decide({
      id,
      revision,
      hash: latest.hash,
      decision: { state: 'withdrawn', by: 'portal' },
      amounts,
      budget: amounts,
    }),
  );
  await store.say(id, { kind: 'expired', text: `${text} The change lapses.` });
  return undefined;
}

/**
 * What waits in a namespace ends with it; what the rules let pass, and only had to wait for its namespace, is decided
 * once that is there. `over` when nothing waits any more.
 */
export async function endOrDecide(
  run: RequestRun,
): Promise<Stop | 'over' | undefined> {
  const { parts, row } = run;
  const latest = await parts.store.revision(row.id, row.revision);
  const isByRule = latest.verdict.say === 'automatic';
  const isNew = row.approvedRevision === undefined;
  if (!isByRule && (!isNew || row.kind === 'namespace')) return undefined;
  const right = await rightNow(run, latest.by);
  if (!right) return undefined;
  // The cluster is unavailable: nothing is known, and nothing ends.
  if ('state' in right) {
    return right.state === 'waits' && isNew ? right : undefined;
  }
  if (right.say === 'no' && right.isOver && isNew) {
    await endWithNamespace(run, right.why);
    return 'over';
  }
  if (!isByRule) return undefined;
  if (right.say === 'later') return isNew ? waits(right.for) : undefined;
  if (right.say === 'no') return undefined;
  await bindTo({ ...recordPartsOf(parts), store: parts.store }, row, right);
  return decide(run, latest);
}

async function rightNow(
  { parts, held, row }: RequestRun,
  by: string,
): Promise<NamespaceRight | Stop | undefined> {
  if (row.kind === 'namespace') return { say: 'yes' };
  const { store, vault, clusters } = parts;
  const cluster = clusters.get(row.cluster);
  if (!cluster) return undefined;
  const asked = { provision: cluster.provision, look: { signal: held.signal } };
  return orStop({ row, vault, held }, () =>
    rightIn(store, asked, row, () => parts.mayWork({ ...row, by })),
  );
}

async function endWithNamespace(
  { parts, held, row }: RequestRun,
  why: string,
): Promise<void> {
  const { id } = row;
  const text = `${why} What was asked for in it ends.`;
  const act = {
    actor: portal,
    event: 'request-lapse',
    requestId: id,
    detail: { ...detailOf(row), because: 'its namespace is gone' },
  };
  const say = { kind: 'expired' as const, text };
  await recorded(recordPartsOf(parts), act, () =>
    parts.store.progress(held.lease, { state: 'expired', say }),
  );
  parts.notify({ id, kind: 'expired', text });
}

/** The rules say yes by themselves; the portal is who decides. Over the budget, it goes on waiting. */
async function decide(
  { parts, row }: RequestRun,
  { hash, spec, verdict }: RevisionRow,
): Promise<'over' | undefined> {
  const { store, settings, amountsOf, notify } = parts;
  const { id, revision } = row;
  const granted = await recorded(
    recordPartsOf(parts),
    {
      actor: portal,
      event: 'request-approve',
      requestId: id,
      detail: { revision, hash },
    },
    () =>
      store.decide({
        id,
        revision,
        hash,
        decision: { state: 'automatic' },
        amounts: amountsOf(spec),
        budget: settings.budgetOf(row.team),
      }),
    ({ state }) =>
      state === 'over' ? { failed: 'over the budget of the team' } : {},
  );
  if (granted.state === 'over') return undefined;
  const text = verdict.say === 'automatic' ? verdict.because : '';
  notify({ id, kind: 'approved', text });
  return 'over';
}
