import type { ObjectEvent } from '../../pods/schemas';
import { type CauseName, type Effect, shortened } from './model';
import { explainProbe } from './probes';
import type { Reason } from './reason';
import { explainClaim, explainVolume } from './volumes';

/** What a Warning says about a pod that is not ready, or a claim that is not bound. */
export interface ToldByEvent extends Reason {
  cause: CauseName;
  effect: Effect;
}

const nameIn = (about: string, kind: string) =>
  new RegExp(`^${kind}/([^,]+)`).exec(about)?.[1];

export const podOf = ({ about }: Pick<ObjectEvent, 'about'>) =>
  nameIn(about, 'Pod');
export const claimOf = ({ about }: Pick<ObjectEvent, 'about'>) =>
  nameIn(about, 'PersistentVolumeClaim');

/** The kubelet has only begun to look, and looks again. */
const isPassing = (message: string) =>
  /failed to sync (configmap|secret) cache/.test(message);

/** `nodeOf` knows on which node a pod runs. Undefined for what says nothing by itself, or is told by more than an event. */
export function explainEvent(
  event: ObjectEvent,
  nodeOf: (pod: string) => string | undefined,
): ToldByEvent | undefined {
  const claim = claimOf(event);
  if (claim) {
    const isWrong =
      event.type === 'Warning' || event.reason === 'FailedBinding';
    const effect = isWrong ? 'blocks' : 'slows';
    return { cause: 'claim', effect, ...explainClaim(claim, event) };
  }
  switch (event.reason) {
    case 'Unhealthy': {
      const reason = explainProbe(event);
      return reason && { cause: 'probe', effect: 'slows', ...reason };
    }
    case 'FailedMount':
    case 'FailedAttachVolume':
    case 'FailedMapVolume':
      if (isPassing(event.message)) return undefined;
      return {
        cause: 'volume',
        effect: 'blocks',
        ...explainVolume(event.message, nodeOf),
      };
    case 'FailedCreatePodSandBox':
      return {
        cause: 'sandbox',
        effect: 'blocks',
        words: 'the kubelet cannot set up the network or sandbox of the pod',
      };
    case 'NodeNotReady': {
      const node = nodeOf(podOf(event) ?? '');
      return {
        cause: 'node-away',
        effect: 'slows',
        words: node
          ? `its node ${node} does not answer`
          : 'its node does not answer',
        advice: 'The pod is made anew elsewhere when the node stays away.',
      };
    }
    case 'Evicted':
    case 'Preempting':
    case 'Preempted':
      return {
        cause: 'pod-failed',
        effect: 'notes',
        words: `it had to make room on its node: ${shortened(
          event.message,
          5,
        )}`,
      };
    default:
      return undefined;
  }
}

/** Any other Warning, in the cluster's words. */
export const eventWords = ({ reason, message }: ObjectEvent): string =>
  message ? `${reason}: ${shortened(message)}` : reason;
