import type { Alert, AlertKind, KnownAlert } from './alert';

/** What was looked for in vain for so long is over; what crashes again and again looks well for a while. */
const overMs = 180_000;

interface Given {
  alerts: Alert[];
  known: KnownAlert[];
  /** Whether this kind of thing can be judged in this cluster now. */
  isJudged(kind: AlertKind, cluster: string): boolean;
  /** How long each kind has to last before anybody is told. */
  afterMs: Record<AlertKind, number>;
  /** Milliseconds since 1970. */
  now: number;
}

/** What is to be written down, and of what somebody is to be told. */
export interface Decisions {
  /** Not known before. */
  begun: Alert[];
  /** Lasts for long enough now. */
  due: Alert[];
  /** Is there again, after it was not. */
  back: KnownAlert[];
  /** Is not there, and perhaps over. */
  absent: KnownAlert[];
  over: KnownAlert[];
}

/** Compares what is with what is known. Nothing is concluded from what cannot be seen now. Pure. */
export function decide(given: Given): Decisions {
  const { now, afterMs, isJudged } = given;
  const judged = given.alerts.filter(each => isJudged(each.kind, each.cluster));
  const present = new Set(judged.map(({ key }) => key));
  const known = new Map(given.known.map(each => [each.key, each]));
  const begun = judged.filter(
    ({ key, isFaint }) => !known.has(key) && !isFaint,
  );
  const due = judged.filter(({ key, kind, isFaint, since = Infinity }) => {
    if (isFaint) return false;
    const before = known.get(key);
    if (!before || before.toldAt !== undefined) return false;
    return now - Math.min(before.seenAt, since) >= afterMs[kind];
  });
  const missing = given.known.filter(
    ({ key, kind, cluster }) => !present.has(key) && isJudged(kind, cluster),
  );
  return {
    begun,
    due,
    back: given.known.filter(
      ({ key, absentSince }) => absentSince !== undefined && present.has(key),
    ),
    absent: missing.filter(({ absentSince }) => absentSince === undefined),
    over: missing.filter(
      ({ absentSince }) =>
        absentSince !== undefined && now - absentSince >= overMs,
    ),
  };
}
