import type {
  AuthService,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  type Workload,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { Right, WatchedCluster } from '../kube/watch/cache';
import type { WatchedKind } from '../kube/watch/rowByKind';
import { type Alert, type AlertKind, alertKinds } from './alert';
import { cappedAutoscaler, fullQuotas, stuckRollout } from './find';
import { createLook, type Found } from './look';
import { createRecipients, type RecipientParts } from './recipients';
import { readAlertSettings } from './settings';
import { createAlertTable } from './table';

const everySeconds = 30;

export interface AlertParts
  extends Pick<RecipientParts, 'teamsOf' | 'audience'> {
  config: Config;
  database: DatabaseService;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  notifications: Pick<NotificationService, 'send'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: AuthService;
  logger: LoggerService;
  clusters: {
    all(): WatchedCluster[];
    get(name: string): WatchedCluster | undefined;
  };
  /** Every workload of every cluster. */
  workloads(): Iterable<Workload>;
  /** What must be allowed for something of this kind to be seen. */
  rightsFor(kind: string): Right[];
}

const rollouts = [...controllerKinds, 'ReplicaSet', 'Pod'] as const;

/** Nothing is said of what rests on a cache that is not up to date. */
const restsOn: Record<AlertKind, readonly WatchedKind[]> = {
  stuck: rollouts,
  capped: [...rollouts, 'HorizontalPodAutoscaler'],
  quota: ['ResourceQuota'],
};

/** What a cluster does not have, or does not let the portal see, keeps nothing else from being judged. */
const isOptional = (kind: WatchedKind) =>
  kind === 'Rollout' || kind === 'Job' || kind === 'CronJob';

const isLive = (cluster: WatchedCluster, kind: AlertKind) =>
  restsOn[kind].every(each => {
    const { state } = cluster.cache(each).reach();
    return state === 'live' || (state === 'refused' && isOptional(each));
  });

/** Which clusters can be judged: those that were live at the look before, too, so that everything is worked out. */
function createJudge() {
  let before = new Set<string>();
  return (clusters: WatchedCluster[]): Found['judged'] => {
    const now = new Set<string>();
    const judged = { stuck: [], capped: [], quota: [] } as Record<
      AlertKind,
      string[]
    >;
    for (const cluster of clusters) {
      for (const kind of alertKinds) {
        const key = `${kind}/${cluster.name}`;
        if (!isLive(cluster, kind)) continue;
        now.add(key);
        if (before.has(key)) judged[kind].push(cluster.name);
      }
    }
    before = now;
    return judged;
  };
}

function findAll(
  { clusters, workloads, rightsFor }: AlertParts,
  percent: number,
): Alert[] {
  const alerts: Array<Alert | undefined> = [];
  const components = new Map<string, Set<string>>();
  for (const workload of workloads()) {
    const { cluster, namespace, component } = workload;
    alerts.push(
      stuckRollout(workload, rightsFor),
      cappedAutoscaler(workload, rightsFor),
    );
    if (!component) continue;
    const key = `${cluster}/${namespace}`;
    const there = components.get(key) ?? new Set();
    components.set(key, there.add(component));
  }
  for (const cluster of clusters.all()) {
    for (const quota of cluster.cache('ResourceQuota').all()) {
      const there = components.get(`${cluster.name}/${quota.namespace}`) ?? [];
      alerts.push(
        ...fullQuotas(quota, cluster.name, {
          percent,
          components: [...there].sort(),
        }),
      );
    }
  }
  return alerts.flatMap(each => each ?? []);
}

/** Looks again and again, in one replica at a time. Opens its tables only where it is switched on. */
export async function startAlerts(parts: AlertParts): Promise<void> {
  const settings = readAlertSettings(parts.config);
  if (!settings.isOn) return;
  const judge = createJudge();
  const look = createLook({
    table: createAlertTable(await parts.database.getClient()),
    send: options => parts.notifications.send(options),
    logger: parts.logger,
    recipientsOf: createRecipients(parts),
    afterMs: { stuck: settings.stuckMs, capped: settings.cappedMs, quota: 0 },
    now: Date.now,
  });
  await parts.scheduler.scheduleTask({
    id: 'paddock-alerts',
    scope: 'global',
    frequency: { seconds: everySeconds },
    timeout: { minutes: 2 },
    fn: async () => {
      const judged = judge(parts.clusters.all());
      await look({ alerts: findAll(parts, settings.quotaPercent), judged });
    },
  });
}
