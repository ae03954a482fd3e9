import {
  type Became,
  type Workload,
  type WorkloadChange,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import type { WatchedCluster } from '../../kube/cache';
import type { WorkloadRoom } from '../room';
import type { WorkloadRow } from '../rows';
import type { WorkloadIndex } from '../workloadIndex';
import { compareWorkloads, isBad } from './compare';

/** For so long, and of so many, changes are remembered. */
const keepMs = 3_600_000;
const keepAtMost = 5_000;
/** So long a workload has to stay well before it is called healthy again. */
const calmMs = 180_000;
/** The image and the revision of one rollout are seen one after the other. */
const sameRolloutMs = 5_000;

export interface LoggedChange {
  change: WorkloadChange;
  /** As it was last known: by its labels it is found what it belongs to. */
  row: WorkloadRow;
  /** Of trouble that has passed: what comes next is told anew. */
  isOver?: true;
}

/** What became of workloads within the last hour, as far as this process has seen it. */
export interface ChangeLog {
  /** Newest first. */
  recent(): LoggedChange[];
  /** Since when the workloads of this cluster are watched. */
  since(cluster: string): string;
  stop(): void;
}

type Now = () => Date;
type Turned = Extract<Became, { what: 'turned' }>;

interface Known {
  workload: Workload;
  row: WorkloadRow;
}

/** Changes, newest first. */
function createLogged(now: Now) {
  const started = now().toISOString();
  let logged: LoggedChange[] = [];
  let count = 0;

  function changeOf(
    { cluster, namespace, kind, name }: Workload,
    became: Became,
  ): WorkloadChange {
    const id = `${started}/${(count += 1)}`;
    const at = now().toISOString();
    return { type: 'change', id, at, cluster, namespace, kind, name, became };
  }

  /** The older half of what is told again. */
  const isRepeated = ({ change, row }: LoggedChange, of: LoggedChange) =>
    row.id === of.row.id &&
    change.became.what === 'rolled-out' &&
    Date.parse(of.change.at) - Date.parse(change.at) < sameRolloutMs;

  /** What is well for the moment, by the id of its row. */
  const calming = new Map<
    string,
    { known: Known; became: Became; at: number }
  >();

  /** The last that was told of it, where that was that it is in trouble. */
  const trouble = (id: string) =>
    logged.find(
      ({ change, row }) =>
        row.id === id &&
        change.became.what === 'turned' &&
        isBad(change.became.to),
    );

  /** One entry for all turns to the bad of one time of trouble. */
  function again({ row }: Known, became: Turned): boolean {
    const wasCalming = calming.delete(row.id);
    const known = trouble(row.id);
    if (known?.change.became.what !== 'turned' || known.isOver) return false;
    const { times = 1, since = known.change.at } = known.change.became;
    const repeated = wasCalming ? { times: times + 1, since } : {};
    const at = now().toISOString();
    const change = {
      ...known.change,
      at,
      became: { ...known.change.became, to: became.to, ...repeated },
    };
    logged = [
      { ...known, change, row },
      ...logged.filter(each => each !== known),
    ];
    return true;
  }

  function calmed() {
    for (const [id, { known, became, at }] of calming) {
      if (now().getTime() - at < calmMs) continue;
      calming.delete(id);
      const before = trouble(id);
      logged = logged.map(each =>
        each === before ? { ...each, isOver: true } : each,
      );
      push(known, became);
    }
  }

  function push({ workload, row }: Known, became: Became) {
    const fresh = { change: changeOf(workload, became), row };
    logged = [fresh, ...logged].slice(0, keepAtMost);
  }

  return {
    add({ workload, row }: Known, became: Became) {
      calmed();
      if (became.what === 'turned' && became.to === 'healthy') {
        const at = now().getTime();
        calming.set(row.id, { known: { workload, row }, became, at });
        return;
      }
      if (became.what === 'turned' && again({ workload, row }, became)) return;
      if (became.what === 'removed') calming.delete(row.id);
      const fresh = { change: changeOf(workload, became), row };
      if (became.what === 'rolled-out') {
        logged = logged.filter(each => !isRepeated(each, fresh));
      }
      logged = [fresh, ...logged].slice(0, keepAtMost);
    },
    recent() {
      calmed();
      const oldest = now().getTime() - keepMs;
      logged = logged.filter(({ change }) => Date.parse(change.at) > oldest);
      return logged;
    },
  };
}

const restsOn = [...controllerKinds, 'ReplicaSet', 'Pod'] as const;

/** While a cluster is being read, its workloads seem to have no pods, or those of before. */
const isWhole = (cluster: WatchedCluster) =>
  restsOn.every(kind => {
    const { state } = cluster.cache(kind).reach();
    return state === 'live' || state === 'refused';
  });

interface Seen extends Known {
  /** Whether the whole cluster was known at that moment. */
  isWhole: boolean;
}

/** Compares each workload of a cluster with how it was. */
function followIndex(
  { index, room }: { index: WorkloadIndex; room: WorkloadRoom },
  since: string,
  tell: (known: Known, became: Became) => void,
): () => void {
  const { cluster, members } = index;
  const seen = new Map<string, Seen>();

  function look(id: string) {
    const row = members.row(id);
    const workload = room.list.get(`${cluster.name}/${id}`);
    const before = seen.get(id);
    if (!row || !workload) {
      seen.delete(id);
      if (before) tell(before, { what: 'removed' });
      return;
    }
    const now = { workload, row, isWhole: isWhole(cluster) };
    if (before && !now.isWhole) return;
    seen.set(id, now);
    if (before?.isWhole) {
      for (const became of compareWorkloads(before.workload, workload)) {
        tell(now, became);
      }
    } else if (!before && Date.parse(workload.createdAt) >= Date.parse(since)) {
      tell(now, { what: 'made' });
    }
  }

  /** What is pending is looked at when it is projected. */
  function lookAtAll() {
    if (!isWhole(cluster)) return;
    for (const { id } of members.rows()) if (!index.isPending(id)) look(id);
  }

  const stops = [
    index.onTouched(ids => ids.forEach(look)),
    cluster.onReach(lookAtAll),
  ];
  return () => stops.forEach(stop => stop());
}

/** Follows everything in the room. */
export function startChangeLog(
  room: WorkloadRoom,
  now: Now = () => new Date(),
): ChangeLog {
  const started = now().toISOString();
  const logged = createLogged(now);
  const followed = new Map<WorkloadIndex, { since: string; stop(): void }>();

  function sync() {
    const indexes = room.indexes();
    for (const [index, { stop }] of followed) {
      if (indexes.includes(index)) continue;
      stop();
      followed.delete(index);
    }
    for (const index of indexes) {
      if (followed.has(index)) continue;
      const since = now().toISOString();
      const stop = followIndex({ index, room }, since, logged.add);
      followed.set(index, { since, stop });
    }
  }

  const stopIndexes = room.onIndexes(sync);
  sync();
  return {
    recent: logged.recent,
    since(name) {
      for (const [{ cluster }, { since }] of followed) {
        if (cluster.name === name) return since;
      }
      return started;
    },
    stop() {
      stopIndexes();
      for (const { stop } of followed.values()) stop();
    },
  };
}
