import {
  classFactsOf,
  profileOf,
  type Reach,
  type StorageCatalogue,
  type StorageClasses,
  type StorageClassFacts,
  type StorageProfile,
  workloadsOf,
} from '@paddock/backstage-plugin-paddock-common';
import type { RunningCluster } from '../kube/watchedCluster';
import { projectClass } from './classes/project';
import { readEvidence, type StorageEvidence } from './classes/readEvidence';
import { type ProvisionerWorkload, runsOf } from './classes/runs';

/** What the classes of a cluster rest on, and when it was read. */
export interface StorageLook {
  classes: StorageClasses;
  snapshotClasses: StorageEvidence['snapshotClasses'];
}

export interface Storage {
  /** For the rules of requests; empty while nothing is known. Never throws. */
  classes(cluster: string): Promise<StorageClassFacts[]>;
  /** Never throws: a cluster that is away is a state of the answer. */
  look(cluster: RunningCluster): Promise<StorageLook>;
}

export interface StorageParts {
  clusters: { get(name: string): RunningCluster | undefined };
  catalogue: StorageCatalogue;
  /** Milliseconds since 1970. */
  now?: () => number;
}

interface Kept {
  cluster: RunningCluster;
  until: number;
  look: Promise<StorageLook>;
}

const KEEP_MS = 30_000;
/** What could not be read is asked for again sooner. */
const KEEP_LOST_MS = 5_000;

/** What can be said of the storage classes of each cluster; read as the portal, once in 30 s for everybody. */
export function createStorage(parts: StorageParts): Storage {
  const { clusters, catalogue, now = () => Date.now() } = parts;
  const kept = new Map<string, Kept>();

  function look(cluster: RunningCluster): Promise<StorageLook> {
    const before = kept.get(cluster.name);
    const isSame = before?.cluster === cluster;
    if (isSame && before.until > now()) return before.look;
    const entry: Kept = {
      cluster,
      until: Infinity,
      look: read(cluster, isSame ? before.look : undefined),
    };
    kept.set(cluster.name, entry);
    return entry.look.then(answer => {
      const keepMs = answer.classes.state === 'known' ? KEEP_MS : KEEP_LOST_MS;
      entry.until = now() + keepMs;
      return answer;
    });
  }

  async function read(
    cluster: RunningCluster,
    before: Promise<StorageLook> | undefined,
  ): Promise<StorageLook> {
    try {
      const evidence = await readEvidence(cluster.connection);
      const at = now();
      const classes = profilesOf(cluster, evidence, { catalogue, now: at });
      return {
        classes: {
          state: 'known',
          classes,
          at: new Date(at).toISOString(),
        },
        snapshotClasses: evidence.snapshotClasses,
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return lost(await before, reason);
    }
  }

  return {
    look,
    async classes(name) {
      const cluster = clusters.get(name);
      if (!cluster) return [];
      const { classes } = await look(cluster);
      return classes.state === 'lost' ? [] : classes.classes.map(classFactsOf);
    },
  };
}

/** What was known stays known, and says since when. */
function lost(before: StorageLook | undefined, reason: string): StorageLook {
  const snapshotClasses = { state: 'refused', because: reason } as const;
  if (!before || before.classes.state === 'lost') {
    return { classes: { state: 'lost', reason }, snapshotClasses };
  }
  const { classes, at } = before.classes;
  return {
    classes: { state: 'stale', classes, at, reason },
    snapshotClasses: before.snapshotClasses,
  };
}

function profilesOf(
  cluster: RunningCluster,
  evidence: StorageEvidence,
  { catalogue, now }: { catalogue: StorageCatalogue; now: number },
): StorageProfile[] {
  return evidence.classes.flatMap(wire => {
    const object = projectClass(wire);
    if (!object) return [];
    const { provisioner } = object;
    const expected = workloadsOf(catalogue, provisioner);
    const workloads = presentWorkloads(cluster, expected);
    const runs = runsOf(provisioner, {
      ...evidence,
      workloads,
      expected,
      sure: kinds.every(kind => isSeen(cluster.cache(kind).reach())),
      now,
    });
    const snapshots = hasSnapshots(provisioner, evidence);
    const standing = { runs, ...(snapshots !== undefined && { snapshots }) };
    return [profileOf(object, standing, catalogue)];
  });
}

function hasSnapshots(
  provisioner: string,
  { snapshotClasses }: StorageEvidence,
): boolean | undefined {
  if (snapshotClasses.state === 'refused') return undefined;
  if (snapshotClasses.state === 'not-served') return false;
  return snapshotClasses.value.some(({ driver }) => driver === provisioner);
}

const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

const isSeen = ({ state }: Reach) => state === 'live' || state === 'stale';

/** Out of the watch caches, which hold them anyway. */
function presentWorkloads(
  cluster: Pick<RunningCluster, 'cache'>,
  expected: string[],
): ProvisionerWorkload[] {
  return expected.flatMap(each => {
    const [namespace = '', wanted = ''] = each.split('/');
    return kinds.flatMap(kind =>
      [...cluster.cache(kind).inNamespace(namespace)]
        .filter(({ name }) => name === wanted)
        .map(({ name, available }) => ({ kind, namespace, name, available })),
    );
  });
}
