import { adviseDelivery, describeDelivery } from './delivery';
import type { RolloutCounts, Wait, Workload } from './model';
import { describeBatch } from './batch';
import { pods } from './reason';
import { explainWait } from './reasons';

/** The first line of a page about a workload, and what a person can do, where there is something to do. */
export interface WorkloadSentence {
  line: string;
  advice?: string;
}

function rollingOut({ name, rollout, delivery }: Workload) {
  const { counts, waits } = rollout;
  if (waits.some(wait => wait.for === 'controller')) {
    return `${name} is rolling out: the cluster has the change, and has not begun with it yet.`;
  }
  if (delivery) {
    return `${name} is rolling out: ${describeDelivery(delivery)}.`;
  }
  const { newReady, wanted, old } = counts;
  if (wanted === 0) {
    return `${name} is being scaled to zero: its last pods have yet to leave.`;
  }
  if (newReady >= wanted && old > 0) {
    const leave = old === 1 ? 'has' : 'have';
    return `${name} is rolling out: all ${pods(wanted, 'new')} ${
      wanted === 1 ? 'is' : 'are'
    } ready, ${pods(old, 'old')} ${leave} yet to leave.`;
  }
  if (wanted === 1) {
    return `${name} is rolling out: its new pod is not ready yet, nothing is wrong.`;
  }
  return `${name} is rolling out: ${newReady} of ${pods(wanted, 'new')} ${
    newReady === 1 ? 'is' : 'are'
  } ready, nothing is wrong.`;
}

/** What still serves, as a sentence of its own after a bad one. */
function whatServes({ available, newReady, old }: RolloutCounts): string {
  const oldServing = Math.min(old, Math.max(0, available - newReady));
  if (oldServing > 0) {
    return ` The ${pods(oldServing, 'old')} ${
      oldServing === 1 ? 'serves' : 'serve'
    }.`;
  }
  return available > 0 ? '' : ' No pod serves.';
}

function stuck(workload: Workload): WorkloadSentence {
  const { counts, waits } = workload.rollout;
  const reason = firstReason(workload, waits);
  return {
    line: `${workload.name} is stuck: ${
      reason?.words ?? 'it does not go on, and the cluster does not say why'
    }.${whatServes(counts)}`,
    advice: reason?.advice,
  };
}

function degraded(workload: Workload): WorkloadSentence {
  const { counts, waits } = workload.rollout;
  const reason = firstReason(workload, waits);
  const are = counts.available === 1 ? 'serves' : 'serve';
  return {
    line: `${workload.name} is degraded: ${counts.available} of ${pods(
      counts.wanted,
    )} ${are}${reason ? `; ${reason.words}` : ''}.`,
    advice: reason?.advice,
  };
}

function firstReason(workload: Workload, waits: Wait[]) {
  for (const wait of waits) {
    const reason = explainWait(wait, workload);
    if (reason) return reason;
  }
  return undefined;
}

function suspended({ name, rollout }: Workload): WorkloadSentence {
  const held = rollout.waits.find(wait => wait.for === 'person');
  const serve = `${pods(rollout.counts.available)} ${
    rollout.counts.available === 1 ? 'serves' : 'serve'
  }`;
  switch (held?.why) {
    case 'on-delete':
      return {
        line: `${name} is suspended: a pod is renewed only when somebody deletes it; ${serve}.`,
        advice: `Delete the ${pods(
          rollout.counts.old,
          'old',
        )} when you want them renewed.`,
      };
    case 'partition':
      return {
        line: `${name} is suspended: its partition holds ${pods(
          rollout.counts.old,
        )} at the revision before; ${serve}.`,
        advice: 'Lower the partition to go on.',
      };
    default:
      return {
        line: `${name} is suspended: its rollout is paused; ${serve}.`,
        advice: 'Resume it to let changes take effect.',
      };
  }
}

/** Says in one sentence how a workload is. Pure; raw messages stay in the waits. */
export function describeWorkload(workload: Workload): WorkloadSentence {
  const { name, rollout, batch } = workload;
  if (batch) return describeBatch(workload, batch);
  switch (rollout.state) {
    case 'rolling-out':
      return { line: rollingOut(workload), advice: adviseDelivery(workload) };
    case 'stuck':
      return stuck(workload);
    case 'degraded':
      return degraded(workload);
    case 'suspended':
      return suspended(workload);
    case 'healthy': {
      const { available } = rollout.counts;
      const all =
        available === 1 ? 'its 1 pod is' : `all ${available} pods are`;
      return { line: `${name} is healthy: ${all} ready.` };
    }
    case 'scaled-to-zero':
      return {
        line: `${name} is scaled to zero: no pod is wanted, none runs.`,
      };
    default:
      return { line: `How ${name} is, is not known.` };
  }
}
