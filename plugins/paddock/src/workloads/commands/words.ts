import type {
  ActAnswer,
  Workload,
  WorkloadAct,
} from '@paddock/backstage-plugin-paddock-common';

export const titles: Record<WorkloadAct, string> = {
  restart: 'Restart',
  pause: 'Pause',
  resume: 'Resume',
  scale: 'Scale',
  rollBack: 'Roll back',
};

/** Whether a button can be used, or why not. */
export function mayOf(answer: ActAnswer): true | string {
  switch (answer.state) {
    case 'possible':
      return true;
    case 'not-for-this':
      return answer.why;
    case 'forbidden': {
      const { verb, resource, namespace, cluster } = answer.missing;
      return `You lack the right to ${verb} ${resource} in ${namespace} of ${cluster}. The team that owns the namespace can give it.`;
    }
    default:
      return `${answer.owner.tool} keeps it as a repository says (${answer.owner.name}). Change it there.`;
  }
}

/** What is going to happen, said before it does. */
export function consequence(
  act: 'restart' | 'pause' | 'resume',
  { name, rollout }: Workload,
): string {
  const { wanted } = rollout.counts;
  const pods = wanted === 1 ? 'its 1 pod' : `its ${wanted} pods`;
  switch (act) {
    case 'restart':
      return `Replaces ${pods} by new ones of the same revision, as its update strategy allows. What ${name} serves goes on as long as enough pods are ready.`;
    case 'pause':
      return `Changes of ${name} take no effect until somebody resumes it. What runs goes on.`;
    default:
      return `Changes made while ${name} was paused take effect now.`;
  }
}

/** The same in a terminal. */
export function command(
  act: WorkloadAct,
  { kind, name, namespace }: Workload,
  value?: number,
): string {
  const what = `${kind.toLowerCase()}/${name}`;
  const kubectl = `kubectl -n ${namespace}`;
  switch (act) {
    case 'scale':
      return `${kubectl} scale ${what} --replicas=${value ?? 'N'}`;
    case 'rollBack':
      return `${kubectl} rollout undo ${what} --to-revision=${value ?? 'N'}`;
    default:
      return `${kubectl} rollout ${act} ${what}`;
  }
}
