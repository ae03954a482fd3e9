import { bytesOf, milliOf } from '@paddock/backstage-plugin-paddock-common';
import { hasEnded } from '../../kube/objects/podPhase';
import type { PodRow } from '../../kube/watch/rows';
import type { QuotaRow } from '../../kube/watch/rows/scaling';

/** What one pod takes of a resource that a quota may bound: count, mCPU or bytes. */
type Taken = (pod: PodRow) => number | undefined;

const one: Taken = () => 1;
const cpuAsked: Taken = ({ requests }) => requests?.cpu;
const memoryAsked: Taken = ({ requests }) => requests?.memory;

/** In the units of `Taken`. */
const bounds: Record<string, [Taken, (text: string) => number | undefined]> = {
  pods: [one, count],
  'count/pods': [one, count],
  cpu: [cpuAsked, milliOf],
  'requests.cpu': [cpuAsked, milliOf],
  'limits.cpu': [({ limits }) => limits?.cpu, milliOf],
  memory: [memoryAsked, bytesOf],
  'requests.memory': [memoryAsked, bytesOf],
  'limits.memory': [({ limits }) => limits?.memory, bytesOf],
};

/** What else of a pod may be bounded; how much of it a pod takes is not known here. */
const isOfPods = (resource: string) =>
  /^((requests|limits)\.|ephemeral-storage$|hugepages-)/.test(resource) &&
  resource !== 'requests.storage';

function count(text: string): number | undefined {
  const number = milliOf(text);
  return number === undefined ? undefined : number / 1000;
}

/**
 * How many pods of a workload the quotas of its namespace admit, those that are there included, if all are like the
 * newest; undefined where nothing bounds them, or that cannot be told. Pure.
 */
export function podsAdmitted(
  all: PodRow[],
  quotas: QuotaRow[],
): number | undefined {
  const pods = all.filter(each => !hasEnded(each.phase));
  const [newest] = [...pods].sort((a, b) =>
    b.createdAt.localeCompare(a.createdAt),
  );
  // One with scopes counts only some pods, and which is not known here.
  if (!newest || quotas.some(({ scopes }) => scopes.length > 0)) {
    return undefined;
  }
  const rooms: number[] = [];
  for (const { hard, used } of quotas) {
    for (const [resource, most] of Object.entries(hard)) {
      const bound = bounds[resource];
      if (!bound && isOfPods(resource)) return undefined;
      if (!bound) continue;
      const [taken, read] = bound;
      const free = roomIn(read(most), read(used[resource] ?? ''));
      const each = taken(newest);
      if (free === undefined || each === undefined) return undefined;
      if (each > 0) rooms.push(Math.floor(free / each));
    }
  }
  return rooms.length > 0 ? pods.length + Math.min(...rooms) : undefined;
}

const roomIn = (most: number | undefined, used: number | undefined) =>
  most === undefined || used === undefined
    ? undefined
    : Math.max(0, most - used);
