import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import { type Alert, type AlertKind, type KnownAlert } from './alert';
import { decide } from './decide';
import type { AlertTable } from './table';

/** One look tells of so much at most; the rest waits for the next one. */
const mostAtOnce = 20;
const textAtMost = 400;

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

function linkOf({ kind, cluster, namespace, components }: Alert): string {
  const [component] = components;
  if (kind !== 'quota' && component) {
    return `/catalog/default/component/${component}/live`;
  }
  return `/workloads?${new URLSearchParams({ cluster, namespace })}`;
}

function message(
  to: string[],
  about: { key: string; title: string; description?: string; link: string },
  severity: 'high' | 'low',
): NotificationSendOptions {
  const { key, title, description, link } = about;
  return {
    recipients: { type: 'entity', entityRef: to },
    payload: {
      title,
      ...(description && { description: description.slice(0, textAtMost) }),
      link,
      severity,
      topic: 'workloads',
      // Told twice it is still one message, and its end takes its place.
      scope: `paddock:${key}`,
    },
  };
}

/**
 * One look at everything: whoever is concerned is told once of what has begun and lasts, and once that it is over. What
 * was there before the first look of all is nobody's news.
 */
export function createLook(parts: LookParts) {
  const { table, send, recipientsOf, logger, now } = parts;

  async function begin(alert: Alert, isQuiet: boolean) {
    const { key, kind, cluster, over } = alert;
    const seenAt = now();
    await table.save({
      key,
      kind,
      cluster,
      seenAt,
      toldTo: [],
      over,
      link: linkOf(alert),
      ...(isQuiet ? { toldAt: seenAt } : {}),
    });
  }

  /** Whether anybody was told. Whoever has no owner, or one who may not see it, is looked up again next time. */
  async function tell(alert: Alert, known: KnownAlert): Promise<boolean> {
    const to = await recipientsOf(alert);
    if (to.length === 0) return false;
    const link = linkOf(alert);
    await send(message(to, { ...alert, link }, 'high'));
    await table.save({ ...known, toldAt: now(), toldTo: to, link });
    return true;
  }

  async function end(known: KnownAlert) {
    const { key, over, link, toldTo } = known;
    if (toldTo.length > 0) {
      await send(message(toldTo, { key, title: over, link }, 'low'));
    }
    await table.remove(key);
  }

  async function firstLooks({ judged }: Found): Promise<Set<string>> {
    const first = new Set<string>();
    for (const kind of Object.keys(judged) as AlertKind[]) {
      for (const cluster of judged[kind]) {
        if (await table.isFirstLook(cluster, kind)) {
          first.add(`${kind}/${cluster}`);
        }
      }
    }
    return first;
  }

  return async (found: Found): Promise<void> => {
    const known = await table.known();
    const quiet = await firstLooks(found);
    const { begun, due, back, absent, over } = decide({
      alerts: found.alerts,
      known,
      isJudged: (kind, cluster) => found.judged[kind].includes(cluster),
      afterMs: parts.afterMs,
      now: now(),
    });
    for (const alert of begun) {
      await begin(alert, quiet.has(`${alert.kind}/${alert.cluster}`));
    }
    for (const each of back)
      await table.save({ ...each, absentSince: undefined });
    for (const each of absent)
      await table.save({ ...each, absentSince: now() });
    const rows = new Map(known.map(each => [each.key, each]));
    let told = 0;
    for (const alert of due) {
      if (told >= mostAtOnce) break;
      if (await tell(alert, rows.get(alert.key)!)) told += 1;
    }
    for (const each of over) await end(each);
    if (told > 0) logger.info(`People were told of ${told} alerts`);
  };
}
