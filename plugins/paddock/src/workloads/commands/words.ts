import {
  type ActAnswer,
  stepInWords,
  type Workload,
  type WorkloadAct,
} from '@paddock/backstage-plugin-paddock-common';

const titles: Record<WorkloadAct, string> = {
  restart: 'Restart',
  pause: 'Pause',
  resume: 'Resume',
  scale: 'Scale',
  rollBack: 'Roll back',
  runNow: 'Run now',
  promote: 'Promote',
  promoteFully: 'Promote fully',
  abort: 'Abort',
  retry: 'Retry',
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
  act: Exclude<WorkloadAct, 'scale' | 'rollBack'>,
  { name, rollout, batch, delivery }: Workload,
): string {
  if (batch) return ofBatch(act, name, batch);
  const { wanted } = rollout.counts;
  const pods = wanted === 1 ? 'its 1 pod' : `its ${wanted} pods`;
  switch (act) {
    case 'restart':
      return `Replaces ${pods} by new ones of the same revision, as its update strategy allows. What ${name} serves goes on as long as enough pods are ready.`;
    case 'pause':
      return `Changes of ${name} take no effect until somebody resumes it. What runs goes on.`;
    case 'promote':
      return promotion(name, delivery);
    case 'promoteFully':
      return `Leaves out all steps, pauses and analyses that are left: all pods of ${name} become new ones as fast as they start.`;
    case 'abort':
      return `The stable revision of ${name} takes everything back, and the new pods go. It stays so until somebody retries it or rolls it back.`;
    case 'retry':
      return `Begins the rollout of ${name} to the same revision again, with its first step.`;
    default:
      return `Changes made while ${name} was paused take effect now.`;
  }
}

function ofBatch(
  act: WorkloadAct,
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

function promotion(name: string, delivery: Workload['delivery']): string {
  if (delivery?.how.strategy !== 'canary') {
    return `The new pods of ${name} become the active ones; the old ones go after a while.`;
  }
  const { steps, at, of } = delivery.how;
  const next = steps[at + 1];
  return next
    ? `Ends step ${at + 1} and goes on with step ${at + 2} of ${
        steps.length
      }: ${stepInWords(next, of)}.`
    : `Ends the last step: all pods of ${name} become new ones.`;
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
  if (kind === 'Rollout') return rolloutCommand(act, { name, kubectl }, value);
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

/** With the plugin of Argo Rollouts, where kubectl itself cannot. */
function rolloutCommand(
  act: WorkloadAct,
  { name, kubectl }: { name: string; kubectl: string },
  value?: number,
): string {
  const plugin = kubectl.replace('kubectl', 'kubectl argo rollouts');
  switch (act) {
    case 'scale':
      return `${kubectl} scale rollout/${name} --replicas=${value ?? 'N'}`;
    case 'rollBack':
      return `${plugin} undo ${name} --to-revision=${value ?? 'N'}`;
    case 'resume':
      return `${kubectl} patch rollout ${name} --type=merge --patch='{"spec":{"paused":false}}'`;
    case 'promoteFully':
      return `${plugin} promote ${name} --full`;
    case 'retry':
      return `${plugin} retry rollout ${name}`;
    default:
      return `${plugin} ${act} ${name}`;
  }
}
