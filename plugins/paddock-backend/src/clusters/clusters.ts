import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { ClusterDetails } from '@backstage/plugin-kubernetes-node';
import type {
  ClustersService,
  SharedClusters,
} from '@paddock/backstage-plugin-kubernetes-backend-module-paddock';
import { createConnection } from '../kube/connection/connection';
import { createReadKubelet } from '../kube/connection/kubelet';
import {
  type KubeletTrust,
  readKubeletTrust,
} from '../kube/connection/kubeletTrust';
import { createListeners } from '../kube/watch/listeners';
import { createPace, type Pace } from '../kube/watch/read/pace';
import { type RunningCluster, startCluster } from '../kube/watchedCluster';
import { type IdentityRule, identityOf, readIdentityRules } from './identity';
import { trustedClusters } from './trusted';

export interface ClustersParts {
  /** What plugin-kubernetes shares; see the module of that name. */
  bridge: Pick<ClustersService, 'shared'>;
  auth: AuthService;
  config: Config;
  logger: LoggerService;
  /** How often the list of clusters is read again, in milliseconds. Default 60 s. */
  refreshMs?: number;
}

/** All clusters that the portal watches; they may come and go. */
export interface Clusters {
  all(): RunningCluster[];
  get(name: string): RunningCluster | undefined;
  /** Called after a cluster has come, gone or been started anew. Returns its stop. */
  onChange(listener: () => void): () => void;
  stop(): void;
}

interface Running {
  /** Of the configuration it was started with. */
  key: string;
  cluster: RunningCluster;
}

const FIRST_NEWS_MS = 30_000;

/** Watches every cluster that plugin-kubernetes knows, from when it has started. Does not wait for it. */
export function startClusters(parts: ClustersParts): Clusters {
  const { logger, bridge, refreshMs = 60_000 } = parts;
  const rules = readIdentityRules(parts.config);
  const trusts = readKubeletTrust(parts.config);
  const report = (error: unknown) => logger.error(`${error}`);
  const listeners = createListeners<[]>(report);
  const running = new Map<string, Running>();
  const pace = createPace();
  const announce = createAnnouncer(logger);
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function refresh(shared: SharedClusters) {
    const credentials = await parts.auth.getOwnServiceCredentials();
    const found = await shared.clusterSupplier.getClusters({ credentials });
    if (stopped) return;
    const { trusted, fromCatalog } = trustedClusters(found);
    announce(fromCatalog);
    const start = (details: ClusterDetails) =>
      startOne(parts, shared, {
        details,
        pace,
        rule: rules(details.name),
        trust: trusts(details.name),
      });
    if (adopt(running, trusted, start)) listeners.tell();
  }

  async function keepFresh(shared: SharedClusters) {
    clearTimeout(timer);
    await refresh(shared).catch(error =>
      logger.error(`The list of clusters cannot be read: ${error.message}`),
    );
    if (stopped) return;
    timer = setTimeout(keepFresh, refreshMs, shared);
    timer.unref();
  }

  timer = setTimeout(() => {
    logger.warn(
      'No clusters yet: plugin-kubernetes has not shared any. Are its backend and the module "paddock" of it installed, and is there a kubernetes section in the configuration?',
    );
  }, FIRST_NEWS_MS);
  timer.unref();
  bridge
    .shared()
    .then(shared => (stopped ? undefined : keepFresh(shared)), report);

  return {
    all: () => [...running.values()].map(({ cluster }) => cluster),
    get: name => running.get(name)?.cluster,
    onChange: listeners.add,
    stop() {
      stopped = true;
      clearTimeout(timer);
      for (const { cluster } of running.values()) cluster.stop();
      running.clear();
    },
  };
}

/** Stops what is gone or has changed and starts what is new. True when anything did. */
function adopt(
  running: Map<string, Running>,
  wanted: ClusterDetails[],
  start: (details: ClusterDetails) => RunningCluster,
): boolean {
  const keys = new Map(wanted.map(each => [each.name, JSON.stringify(each)]));
  let changed = false;
  for (const [name, { key, cluster }] of running) {
    if (keys.get(name) === key) continue;
    cluster.stop();
    running.delete(name);
    changed = true;
  }
  for (const details of wanted) {
    const { name } = details;
    if (running.has(name)) continue;
    running.set(name, { key: keys.get(name)!, cluster: start(details) });
    changed = true;
  }
  return changed;
}

interface OneCluster {
  details: ClusterDetails;
  pace: Pace;
  rule: IdentityRule;
  trust: KubeletTrust | undefined;
}

function startOne(
  { logger }: ClustersParts,
  { authStrategy }: SharedClusters,
  { details, pace, rule, trust }: OneCluster,
): RunningCluster {
  const { name, title } = details;
  logger.info(`Watching the cluster "${name}"`);
  const source = {
    cluster: details,
    // Nothing of a request is given: only credentials of the portal itself can come of it.
    credential: () => authStrategy.getCredential(details, {}),
  };
  return startCluster({
    name,
    ...(title ? { title } : {}),
    pace,
    logger: logger.child({ cluster: name }),
    identity: person => identityOf(person, rule),
    connection: createConnection(source),
    ...(trust ? { readKubelet: createReadKubelet(source, trust) } : {}),
  });
}

/** Says once of each cluster why it is not watched. */
function createAnnouncer(logger: LoggerService) {
  const said = new Set<string>();
  return (names: string[]) => {
    for (const name of names.filter(each => !said.has(each))) {
      said.add(name);
      logger.warn(
        `The cluster "${name}" comes from the catalog and is not watched: who may write an entity must not choose where the portal's credentials go. Configure it under kubernetes.clusterLocatorMethods`,
      );
    }
  };
}
