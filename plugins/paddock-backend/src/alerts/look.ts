import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Alert, AlertKind, KnownAlert } from './alert';
import { decide } from './decide';
import { beginning, ending, linkOf } from './messages';
import type { AlertTable } from './table';

/** One look tells of so much at most; the rest waits for the next one. */
const mostAtOnce = 20;
/** Whoever owns nothing now is looked for again after this. */
const nobodyMs = 300_000;

export interface LookParts {
  table: AlertTable;
  send: NotificationService['send'];
  logger: LoggerService;
  recipientsOf(alert: Alert): Promise<string[]>;
  afterMs: Record<AlertKind, number>;
  now(): number;
}

/** What one look finds in the caches. */
export interface Found {
  alerts: Alert[];
  /** Clusters in which this kind of thing can be judged now. */
  judged: Record<AlertKind, readonly string[]>;
}

function rowOf(alert: Alert, now: number, isQuiet: boolean): KnownAlert {
  const { key, kind, cluster, over } = alert;
  return {
    key,
    kind,
    cluster,
    seenAt: now,
    toldTo: [],
    over,
    link: linkOf(alert),
    ...(isQuiet ? { toldAt: now } : {}),
  };
}

/** Tells whom it concerns, once; nobody where nobody owns it, or may see it. */
function createTell({ table, send, recipientsOf, now }: LookParts) {
  const nobodyUntil = new Map<string, number>();

  async function find(alert: Alert): Promise<string[]> {
    if ((nobodyUntil.get(alert.key) ?? 0) > now()) return [];
    const to = await recipientsOf(alert);
    if (to.length > 0) nobodyUntil.delete(alert.key);
    else nobodyUntil.set(alert.key, now() + nobodyMs);
    return to;
  }

  return {
    /** Returns whether anybody was told. */
    async begin(alert: Alert, known: KnownAlert): Promise<boolean> {
      const toldTo = await find(alert);
      if (toldTo.length === 0) return false;
      await send(beginning(alert, toldTo));
      await table.save({
        ...known,
        toldAt: now(),
        toldTo,
        link: linkOf(alert),
      });
      return true;
    },
    async end(known: KnownAlert) {
      if (known.toldTo.length > 0) await send(ending(known));
      await table.remove(known.key);
      nobodyUntil.delete(known.key);
    },
  };
}

/** What was never looked at before in which cluster. */
async function firstLooks(table: AlertTable, { judged }: Found) {
  const first = new Set<string>();
  for (const kind of Object.keys(judged) as AlertKind[]) {
    for (const cluster of judged[kind]) {
      const isFirst = await table.isFirstLook(cluster, kind);
      if (isFirst) first.add(`${kind}/${cluster}`);
    }
  }
  return first;
}

/**
 * One look at everything: whoever is concerned is told once of what has begun and lasts, and once that it is over. What
 * was there before the first look of all is nobody's news.
 */
export function createLook(parts: LookParts) {
  const { table, logger, now, afterMs } = parts;
  const tell = createTell(parts);

  /** One that cannot be told is tried again at the next look, and holds up no other. */
  const failed = (key: string) => (error: unknown) => {
    logger.warn(`Nobody could be told of the alert ${key}: ${error}`);
    return false;
  };

  return async (found: Found): Promise<void> => {
    const known = await table.known();
    const quiet = await firstLooks(table, found);
    const isJudged = (kind: AlertKind, cluster: string) =>
      found.judged[kind].includes(cluster);
    const { alerts } = found;
    const decided = decide({ alerts, known, isJudged, afterMs, now: now() });
    for (const alert of decided.begun) {
      const isQuiet = quiet.has(`${alert.kind}/${alert.cluster}`);
      await table.save(rowOf(alert, now(), isQuiet));
    }
    for (const each of decided.back) {
      await table.save({ ...each, absentSince: undefined });
    }
    for (const each of decided.absent) {
      await table.save({ ...each, absentSince: now() });
    }
    const rows = new Map(known.map(each => [each.key, each]));
    let told = 0;
    for (const alert of decided.due) {
      if (told >= mostAtOnce) break;
      const begun = tell.begin(alert, rows.get(alert.key)!);
      if (await begun.catch(failed(alert.key))) told += 1;
    }
    for (const each of decided.over) {
      await tell.end(each).catch(failed(each.key));
    }
    if (told > 0) logger.info(`Owners were told of ${told} alerts`);
  };
}
