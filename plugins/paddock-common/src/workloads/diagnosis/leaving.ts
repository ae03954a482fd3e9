import type { Cause } from './cause';
import { pods, type Reason } from './reason';

export function explainTerminating({
  pods: count,
  pod,
  holder,
  overdue,
}: Extract<Cause, { is: 'terminating' }>): Reason {
  const who = count === 1 ? `pod ${pod}` : pods(count);
  if (!overdue) return { words: `${who} ${count === 1 ? 'is' : 'are'} ending` };
  if (holder.is === 'finalizers') {
    const names = holder.names.join(', ');
    return {
      words: `${who} cannot end: held by the finalizer ${names}`,
      advice: `Whoever set ${names} has to remove it: the controller that does may be away.`,
    };
  }
  const on = holder.node ? `node ${holder.node}` : 'its node';
  return {
    words: `${who} does not end: ${on} has not confirmed it`,
    advice: `Look at ${on}. Delete the pod by force only where it is sure that nothing of it runs any more.`,
  };
}

export function explainDeleted({
  holder,
  namespace,
}: Extract<Cause, { is: 'deleted' }>): Reason {
  if (holder === 'namespace') {
    return { words: `its namespace ${namespace} is being deleted` };
  }
  if (holder === 'pods') return { words: 'it waits for its pods to end' };
  return holder
    ? {
        words: `held by the finalizer ${holder.join(', ')}`,
        advice: `Whoever set ${holder.join(', ')} has to remove it.`,
      }
    : { words: 'its deletion was asked for' };
}
