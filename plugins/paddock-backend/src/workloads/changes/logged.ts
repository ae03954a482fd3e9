import type {
  Became,
  Workload,
  WorkloadChange,
} from '@paddock/backstage-plugin-paddock-common';
import type { WorkloadRow } from '../rows';
import { isBad } from './compare';

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

export type Now = () => Date;
type Turned = Extract<Became, { what: 'turned' }>;

export interface Known {
  workload: Workload;
  row: WorkloadRow;
}

/** Changes, newest first. What is well for moments only is not called so, and all turns of one time of trouble are one. */
export function createLogged(now: Now) {
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
