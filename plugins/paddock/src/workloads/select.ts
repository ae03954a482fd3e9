import {
  describeWorkload,
  workloadStates,
  type EntityWorkloadItem,
  type PodLine,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';

/** A workload with its pods, both in the order in which they need a person. */
export interface WorkloadWithPods {
  workload: Workload;
  pods: PodLine[];
}

/** Another text whenever a pod has come, gone, or changed how it is. */
export const podsSeen = ({ pods }: WorkloadWithPods) =>
  pods
    .map(({ id, status, ready }) => `${id} ${status} ${ready.containers}`)
    .sort()
    .join('\n');

function need(workload: Workload): number {
  return workloadStates.indexOf(workload.rollout.state);
}

function podNeed(pod: PodLine): number {
  if (pod.message) return 0;
  return pod.ready.containers < pod.ready.of ? 1 : 2;
}

/** Pods with trouble first, then new ones before old ones, then by name. */
export function comparePods(a: PodLine, b: PodLine): number {
  return (
    podNeed(a) - podNeed(b) ||
    a.revision.localeCompare(b.revision) ||
    a.name.localeCompare(b.name)
  );
}

/** Puts the items of one entity together. */
export function groupWorkloads(
  items: Iterable<EntityWorkloadItem>,
): WorkloadWithPods[] {
  const workloads: Workload[] = [];
  const pods = new Map<string, PodLine[]>();
  for (const item of items) {
    if (item.type === 'workload') workloads.push(item);
    else pods.set(item.workload, [...(pods.get(item.workload) ?? []), item]);
  }
  return workloads
    .sort((a, b) => need(a) - need(b) || a.name.localeCompare(b.name))
    .map(workload => ({
      workload,
      pods: (pods.get(workload.id) ?? []).sort(comparePods),
    }));
}

/** A sentence for each workload that is not healthy, and one for those that are. */
export function summarize(
  workloads: Workload[],
  now: number,
): Array<{ line: string; advice?: string }> {
  // Who is healthy and was warned of is told apart.
  const isQuiet = ({ rollout }: Workload) =>
    rollout.state === 'healthy' && rollout.findings.length === 0;
  const healthy = workloads.filter(isQuiet);
  const others = workloads.filter(each => !isQuiet(each));
  const describe = (each: Workload) => describeWorkload(each, now);
  const lines = others.map(describe);
  if (healthy.length === 1) return [...lines, ...healthy.map(describe)];
  if (healthy.length === 0) return lines;
  const all = others.length === 0 ? 'All ' : '';
  return [...lines, { line: `${all}${healthy.length} workloads are healthy.` }];
}
