import type { Lease, RequestRow } from '../store';
import { portal, recorded } from '../../audit/recorded';
import { detailOf } from '../detailOf';
import { recordPartsOf } from './effectRecord';
import type { EngineParts } from './job';

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
