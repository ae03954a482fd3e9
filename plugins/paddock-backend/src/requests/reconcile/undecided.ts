import { rightIn } from '../access/namespaceRights';
import type { Lease, RequestRow } from '../store/contract';
import { portal, recorded } from '../../audit/recorded';
import { detailOf } from '../detailOf';
import { recordPartsOf } from './steps/recordStep';
import type { EngineParts } from './job';
import type { Pass } from './reconcileRequest';
import { type Stop, waits } from '../../reconcile/stop';
import { orStop } from './steps/steps';

const DAY_MS = 86_400_000;

/**
 * Milliseconds until a request that nobody decides lapses; it has lapsed when this returns undefined. What is live stays
 * as it is, only the change of it lapses.
 */
export async function lapse(
  engine: EngineParts,
  lease: Lease,
  row: RequestRow,
): Promise<number | undefined> {
  const { store, settings, amountsOf, notify } = engine;
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
    recorded(recordPartsOf(engine), act, run);
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
export async function endOrDecide({
  engine,
  held,
  row,
}: Pass): Promise<Stop | 'over' | undefined> {
  const { store, vault, clusters, notify } = engine;
  const { id } = row;
  const cluster = clusters.get(row.cluster);
  if (!cluster) return undefined;
  const { verdict, by } = await store.revision(id, row.revision);
  const look = { signal: held.signal };
  const right = await orStop({ row, vault, held }, () =>
    rightIn(store, { provision: cluster.provision, look }, row, () =>
      engine.mayWork({ ...row, by }),
    ),
  );
  // The cluster is away: nothing is known, and nothing ends.
  if ('state' in right) return right.state === 'waits' ? right : undefined;
  if (right.say === 'no' && right.isOver) {
    const text = `${right.why} What was asked for in it ends.`;
    const say = { kind: 'expired' as const, text };
    const act = {
      actor: portal,
      event: 'request-lapse',
      requestId: id,
      detail: { ...detailOf(row), because: 'its namespace is gone' },
    };
    await recorded(recordPartsOf(engine), act, () =>
      store.progress(held.lease, { state: 'expired', say }),
    );
    notify({ id, kind: 'expired', text });
    return 'over';
  }
  if (verdict.say !== 'automatic') return undefined;
  if (right.say === 'later') return waits(right.for);
  if (right.say === 'no') return undefined;
  await engine.finishCheck(row);
  return undefined;
}
