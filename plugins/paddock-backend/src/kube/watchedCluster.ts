import type { Person } from '../person';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createAccess } from './rights/access';
import type { KubeIdentity, WatchedCluster } from './watch/cache';
import type { Connection } from './connection/connection';
import { createDiscovery } from './connection/discovery';
import { createIntern } from './watch/intern';
import type { ReadKubelet } from './connection/kubelet';
import { createListeners } from './watch/listeners';
import { followMarked } from './watch/marked';
import type { Pace } from './watch/read/pace';
import { createProvision } from './write/createProvision';
import type { Provision } from './write/provision';
import { worstReach } from './watch/reach';
import { createRecovery } from './watch/recovery';
import { type Reflector, startReflector } from './watch/reflect';
import type { RowByKind, WatchedKind } from './watch/rowByKind';
import { type Timing, usualTiming } from './watch/timing';
import { createWatchCache, type WatchCache } from './watch/watchCache';
import { rightsKinds, watchedKinds } from './watch/watched';
import { type Apply, createApply } from './write/apply';
import { createWrite, type Write } from './write/write';

export interface ClusterParts {
  name: string;
  title?: string;
  connection: Connection;
  identity: (person: Person) => KubeIdentity | undefined;
  /** Shared by all clusters: the event loop is, too. */
  pace: Pace;
  logger: LoggerService;
  timing?: Timing;
  /** Absent where the portal has not been told how to know the kubelets of this cluster. */
  readKubelet?: ReadKubelet;
}

export interface RunningCluster extends WatchedCluster {
  readonly connection: Connection;
  /** The one way to write; see write.ts. */
  readonly write: Write;
  /** Applies many objects of any kind as a person; see apply.ts. */
  readonly apply: Apply;
  /** Writes objects of any kind as the portal itself; see provision.ts. */
  readonly provision: Provision;
  /** Asks a node's kubelet directly; see kubelet.ts. */
  readonly readKubelet?: ReadKubelet;
  /** Tells of objects with this label that are changed or gone; see marked.ts. */
  followMarked(label: string, onChange: (mark: string) => void): () => void;
  /** Objects left out so far because they are none that Kubernetes would send. */
  skipped(): number;
  stop(): void;
}

type Caches = { [K in WatchedKind]: WatchCache<RowByKind[K]> };

/** Starts one reflector for each kind; they run until `stop`. */
export function startCluster(parts: ClusterParts): RunningCluster {
  const { name, connection, logger, timing = usualTiming } = parts;
  const report = (error: unknown) =>
    logger.warn(
      `Cluster "${name}": ${error instanceof Error ? error.message : error}`,
    );
  const kinds = Object.keys(watchedKinds) as WatchedKind[];
  const caches = Object.fromEntries(
    kinds.map(kind => [kind, createWatchCache(report)]),
  ) as unknown as Caches;
  const access = createAccess({
    connection,
    report,
    isAway: () =>
      rightsKinds.some(kind => caches[kind].reach().state === 'stale'),
  });
  const writing = {
    connection,
    write: createWrite(connection),
    discover: createDiscovery(connection),
  };
  const shared = {
    ...parts,
    timing,
    intern: createIntern(),
    recovery: createRecovery(connection.isReady, timing),
  };
  const start = <K extends WatchedKind>(kind: K): Reflector =>
    startReflector(shared, watchedKinds[kind], caches[kind]);
  const reflectors = new Map(kinds.map(kind => [kind, start(kind)]));
  const stops = new Set<() => void>();
  const reach = followReach(
    kinds.filter(kind => !watchedKinds[kind].extra).map(kind => caches[kind]),
    report,
  );

  for (const kind of rightsKinds) {
    caches[kind].subscribe(() => access.rightsChanged());
  }
  // Rights that were missing for a watch may be there now.
  access.onRightsChanged(() => {
    for (const [kind, reflector] of reflectors) {
      if (caches[kind].reach().state === 'refused') reflector.nudge();
    }
  });

  return {
    name,
    ...(parts.title ? { title: parts.title } : {}),
    connection,
    write: writing.write,
    apply: createApply(writing),
    provision: createProvision(writing),
    ...(parts.readKubelet ? { readKubelet: parts.readKubelet } : {}),
    access,
    identity: parts.identity,
    cache: kind => caches[kind],
    followMarked(label, onChange) {
      const stop = followMarked(shared, label, onChange);
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    },
    reach: reach.now,
    onReach: reach.listen,
    skipped: () =>
      [...reflectors.values()].reduce((sum, each) => sum + each.skipped(), 0),
    stop() {
      reflectors.forEach(each => each.stop());
      stops.forEach(stop => stop());
      access.stop();
      connection.close();
    },
  };
}

function followReach(
  caches: Array<Pick<WatchCache<never>, 'reach' | 'onReach'>>,
  report: (error: unknown) => void,
) {
  const listeners = createListeners<[]>(report);
  const now = () => worstReach(caches.map(cache => cache.reach()));
  let told = JSON.stringify(now());
  const look = () => {
    const next = JSON.stringify(now());
    if (next === told) return;
    told = next;
    listeners.tell();
  };
  caches.forEach(cache => cache.onReach(look));
  return { now, listen: listeners.add };
}
