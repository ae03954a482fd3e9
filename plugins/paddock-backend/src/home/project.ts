import {
  type HomeService,
  type Workload,
  workloadStates,
} from '@paddock/backstage-plugin-paddock-common';

/** More of what is wrong is on the service's own page. */
const mostTroubled = 5;

const rank = (workload: Workload) =>
  workloadStates.indexOf(workload.rollout.state);

const needsSomebody = ({ rollout }: Workload) =>
  ['down', 'stuck', 'degraded'].includes(rollout.state);

/** One service in a few words, over all its workloads. Pure. */
export function projectService(id: string, workloads: Workload[]): HomeService {
  const byNeed = [...workloads].sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name),
  );
  const pods = { available: 0, wanted: 0 };
  for (const { rollout } of workloads) {
    pods.available += rollout.counts.available;
    pods.wanted += rollout.counts.wanted;
  }
  return {
    type: 'service',
    id,
    state: byNeed[0]?.rollout.state ?? 'nothing-seen',
    workloads: workloads.length,
    pods,
    troubled: byNeed.filter(needsSomebody).slice(0, mostTroubled),
  };
}

/** A service that does not say what belongs to it. */
export const unconnectedService = (id: string): HomeService => ({
  ...projectService(id, []),
  state: 'not-connected',
});
