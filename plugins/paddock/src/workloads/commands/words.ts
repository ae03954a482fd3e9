import type {
  ActAnswer,
  Workload,
  WorkloadAct,
} from '@paddock/backstage-plugin-paddock-common';

const titles: Record<WorkloadAct, string> = {
  restart: 'Restart',
  pause: 'Pause',
  resume: 'Resume',
  scale: 'Scale',
  rollBack: 'Roll back',
  runNow: 'Run now',
};

/** What runs to its end is suspended, not paused. */
export const titleOf = (act: WorkloadAct, { batch }: Workload) =>
  act === 'pause' && batch ? 'Suspend' : titles[act];

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
  act: 'restart' | 'pause' | 'resume' | 'runNow',
  { name, rollout, batch }: Workload,
): string {
  if (batch) return ofBatch(act, name, batch);
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

function ofBatch(
  act: 'restart' | 'pause' | 'resume' | 'runNow',
  name: string,
  batch: NonNullable<Workload['batch']>,
): string {
  const job = batch.is === 'job';
  switch (act) {
    case 'runNow':
      return `Makes a Job of the template of ${name} at once, beside its schedule. What its concurrency policy says of runs at the same time does not hold for it.`;
    case 'pause':
      return job
        ? `Ends the pods of ${name} that run now, and makes no more until somebody resumes it. What has succeeded stays done.`
        : `${name} starts no more runs until somebody resumes it. A run at work goes on.`;
    default:
      return job
        ? `${name} makes pods again for what is not done yet.`
        : `${name} starts runs by its schedule again. Where it sets no starting deadline, a run that was missed may start at once.`;
  }
}

/** The same in a terminal. */
export function command(
  act: WorkloadAct,
  {
    kind,
    name,
    namespace,
    batch,
  }: Pick<Workload, 'kind' | 'name' | 'namespace' | 'batch'>,
  value?: number,
): string {
  const what = `${kind.toLowerCase()}/${name}`;
  const kubectl = `kubectl -n ${namespace}`;
  switch (act) {
    case 'scale':
      return `${kubectl} scale ${what} --replicas=${value ?? 'N'}`;
    case 'rollBack':
      return `${kubectl} rollout undo ${what} --to-revision=${value ?? 'N'}`;
    case 'runNow':
      return `${kubectl} create job --from=${what} ${name}-now`;
    default:
      return batch
        ? `${kubectl} patch ${what} --patch '{"spec":{"suspend":${
            act === 'pause'
          }}}'`
        : `${kubectl} rollout ${act} ${what}`;
  }
}
