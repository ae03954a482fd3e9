import { hasRunFailed } from '../batch/run';
import {
  type ObjectEvent,
  type RestsOn,
  restsOnKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { PodRow, Row } from '../../kube/watch/rows';
import type { Members, WorkloadRow } from '../rows';

interface Touch {
  touch(id: string): void;
  /** With the id of a pod, or of what makes pods. */
  touchPod(id: string): void;
  inNamespace(namespace: string): void;
  podsOn(node: string): void;
}

/** What a workload is in, and what is warned of around it: a diagnosis rests on it, and can do without. */
export function createSurroundings(cluster: WatchedCluster) {
  const events = cluster.cache('Event');
  const nodes = cluster.cache('Node');
  const namespaces = cluster.cache('Namespace');
  const revisions = cluster.cache('ControllerRevision');
  let namespaceNames: Map<string, string> | undefined;
  let nodeNames: Map<string, string> | undefined;

  /** Names of cluster-scoped objects; made again when one has come or gone. */
  const namesOf = (rows: Iterable<Row>) =>
    new Map([...rows].map(({ name, id }) => [name, id]));

  const isKnown = (kind: RestsOn) => {
    const { state } = cluster.cache(kind).reach();
    return state === 'live' || state === 'stale';
  };

  function claimEvents(pods: readonly PodRow[]): ObjectEvent[] {
    const claims = new Set(pods.flatMap(pod => pod.claims ?? []));
    const [pod] = pods;
    if (!pod || claims.size === 0) return [];
    return [...events.inNamespace(pod.namespace)].flatMap(({ owner, event }) =>
      owner?.kind === 'PersistentVolumeClaim' && claims.has(owner.name)
        ? [event]
        : [],
    );
  }

  /** That runs of a CronJob failed which are not kept: the names of its runs end with a number. */
  function lostRuns(row: WorkloadRow): ObjectEvent[] {
    if (row.kind !== 'CronJob') return [];
    const jobs = cluster.cache('Job');
    return [...events.inNamespace(row.namespace)].flatMap(
      ({ owner, event }) => {
        const isRun =
          owner?.kind === 'Job' &&
          owner.name.startsWith(`${row.name}-`) &&
          /^\d+$/.test(owner.name.slice(row.name.length + 1));
        return isRun && hasRunFailed(event) && !jobs.get(owner.id)
          ? [event]
          : [];
      },
    );
  }

  return {
    of(
      row: WorkloadRow,
      makers: ReadonlyArray<{ id: string }>,
      pods: readonly PodRow[],
    ): Partial<Members> {
      namespaceNames ??= namesOf(namespaces.all());
      const id = namespaceNames.get(row.namespace);
      const namespace = id === undefined ? undefined : namespaces.get(id);
      const hasRevisions =
        row.kind === 'StatefulSet' || row.kind === 'DaemonSet';
      const about = makers.flatMap(each =>
        [...events.ownedBy(each.id)].map(({ event }) => event),
      );
      const unseen = restsOnKinds.filter(
        kind => cluster.cache(kind).reach().state === 'refused',
      );
      return {
        events: [...about, ...claimEvents(pods), ...lostRuns(row)],
        ...(hasRevisions ? { revisions: [...revisions.ownedBy(row.id)] } : {}),
        ...(isKnown('Node') && nodes.size > 0
          ? {
              nodes: {
                get(name: string) {
                  nodeNames ??= namesOf(nodes.all());
                  const found = nodeNames.get(name);
                  return found === undefined ? undefined : nodes.get(found);
                },
              },
            }
          : {}),
        ...(namespace ? { namespace } : {}),
        ...(unseen.length > 0 ? { unseen } : {}),
      };
    },

    onTouched({ touch, touchPod, inNamespace, podsOn }: Touch): () => void {
      const stops = [
        events.subscribe(({ before, now }) => {
          const owner = (now ?? before)?.owner;
          if (owner) touchPod(owner.id);
        }),
        nodes.subscribe(({ before, now }) => {
          if (!before || !now) nodeNames = undefined;
          if (before?.ready !== now?.ready) podsOn((now ?? before)!.name);
        }),
        namespaces.subscribe(({ before, now }) => {
          if (!before || !now) namespaceNames = undefined;
          if (now?.deletedAt) inNamespace(now.name);
        }),
        revisions.subscribe(({ before, now }) => {
          const owner = (now ?? before)?.owner;
          if (owner) touch(owner.id);
        }),
      ];
      return () => stops.forEach(stop => stop());
    },
  };
}
