import { portal, recorded } from '../../audit/recorded';
import { detailOf } from '../detailOf';
import { type Job, nowOf, recordPartsOf } from './job';

const DAY_MS = 86_400_000;

export const isExpired = (job: Pick<Job, 'row' | 'held'>): boolean =>
  job.row.expiresAt !== undefined &&
  Date.parse(job.row.expiresAt) <= nowOf(job);

const dayOf = (iso: string) => iso.slice(0, 10);

/** Its time is over: what it has made is removed. */
export async function expire({ parts, row, held }: Job): Promise<void> {
  const act = {
    actor: portal,
    event: 'request-expire',
    requestId: row.id,
    detail: { ...detailOf(row), expiresAt: row.expiresAt ?? '' },
  };
  const text = `It has expired on ${dayOf(
    row.expiresAt ?? '',
  )}, and what it has made is being removed.`;
  await recorded(recordPartsOf(parts), act, () =>
    parts.store.progress(held.lease, {
      state: 'removing',
      waitsFor: '',
      attention: '',
      say: { kind: 'expired', text },
      lookAgainInMs: 0,
    }),
  );
  parts.notify({ id: row.id, kind: 'expired', text });
}

/** Once for each date, some days before. */
export async function warn(job: Job): Promise<void> {
  const { parts, row, held } = job;
  const { expiresAt } = row;
  const ahead = parts.settings.warningDays * DAY_MS;
  if (!expiresAt || Date.parse(expiresAt) - nowOf(job) > ahead) return;
  const text = `It expires on ${dayOf(
    expiresAt,
  )}. What it has made is removed then, unless it is changed to stay longer.`;
  const timeline = await parts.store.timeline(row.id);
  const isWarning = (each: { kind: string; text: string }) =>
    each.kind === 'expiry-warning' && each.text === text;
  if (timeline.some(isWarning)) return;
  parts.notify({ id: row.id, kind: 'expiry-warning', text });
  await parts.store.progress(held.lease, {
    say: { kind: 'expiry-warning', text },
  });
}

/** An offer that nobody has accepted in time is none any more. */
export async function endOldOffer(job: Job): Promise<void> {
  const { parts, row } = job;
  const { id, offer } = row;
  if (!offer || Date.parse(offer.until) > nowOf(job)) return;
  const { team } = offer;
  const text = `${team} has not accepted it in time.`;
  const act = {
    actor: portal,
    event: 'request-offer-end',
    requestId: id,
    detail: { ...detailOf(row), to: team },
  };
  await recorded(recordPartsOf(parts), act, () =>
    parts.store.endOffer({ id, team, text }),
  );
  parts.notify({ id, kind: 'offer-ended', text, offeredTo: team });
}
