import { durationInWords } from '../delivery';
import { explainAdmission } from './admission';
import { missingInWords, readMissing } from './config';
import {
  explainCommand,
  explainCrash,
  explainImage,
  memoryWords,
} from './containers';
import { shortened } from './model';
import { explainDeleted, explainTerminating } from './leaving';
import { explainNodes } from './nodes';
import { pods, type Reason } from './reason';
import { explainRun } from './runs';
import type { Cause, Given } from './cause';

const or = (can: boolean, text: string) =>
  can ? `${text}, or roll back.` : `${text}.`;

function explainConfig({
  container,
  message,
  pods: count,
}: Extract<Cause, { is: 'config' }>): Reason {
  const where = `container ${container} (${pods(count)})`;
  const missing = readMissing(message);
  switch (missing?.is) {
    case 'object':
      return {
        words: `${where} ${missingInWords(missing)}`,
        advice: `Create the ${missing.kind} ${missing.name}, or correct its name in the pod template: the pods go on by themselves.`,
      };
    case 'key':
      return {
        words: `${where} ${missingInWords(missing)}`,
        advice: `Add the key ${missing.key} to the ${missing.kind} ${missing.name}, or correct its name in the pod template.`,
      };
    case 'root':
      return {
        words: `${where} ${missingInWords(missing)}`,
        advice:
          'Set runAsUser to a number that is not 0, or change the user of the image.',
      };
    case 'user':
      return {
        words: `${where} ${missingInWords(missing)}`,
        advice: 'Set runAsUser to the number of that user.',
      };
    default:
      return {
        words: message
          ? `${where}: ${shortened(message, 7)}`
          : `${where} lacks a part of its configuration`,
      };
  }
}

/** Words and advice of one cause. Where there is no advice of the cause's own, none is given. Pure. */
export function explain(cause: Cause, { canRollBack }: Given): Reason {
  switch (cause.is) {
    case 'image-name':
      return {
        words: `the image name of container ${cause.container} (${pods(
          cause.pods,
        )}) is invalid`,
        advice: 'Correct the image in the pod template.',
      };
    case 'image':
      return explainImage(cause, canRollBack);
    case 'memory':
      return {
        words: `container ${cause.container} (${pods(
          cause.pods,
        )}) ${memoryWords}`,
        advice: or(canRollBack, 'Raise the memory limit'),
      };
    case 'crash-loop':
      return explainCrash(cause, canRollBack);
    case 'ends':
      return {
        words: `container ${cause.container} (${pods(
          cause.pods,
        )}) ends by itself without an error${
          cause.times > 1 ? `, ${cause.times} times` : ''
        }`,
        advice:
          'It has to keep running. What is to end belongs into a Job; else correct its command.',
      };
    case 'command':
      return explainCommand(cause, canRollBack);
    case 'config':
      return explainConfig(cause);
    case 'cannot-start':
      return {
        words: `container ${cause.container} (${pods(
          cause.pods,
        )}) cannot start (${cause.reason})${
          cause.message ? `: ${shortened(cause.message, 5)}` : ''
        }`,
      };
    case 'no-node':
      return explainNodes(cause);
    case 'gated': {
      const names = cause.gates.join(', ');
      return {
        words: `${pods(cause.pods)} held by the scheduling gate ${names}`,
        advice: `Whoever set ${names} has to lift it: until then no node is looked for.`,
      };
    }
    case 'refused':
      return explainAdmission(cause.message);
    case 'old-pod-blocks':
      return {
        words: `pod ${cause.pod} is of another revision and holds up the update`,
        advice: `Delete the pod ${cause.pod}: it comes back with the wanted revision. The controller waits for it, and does not replace it by itself.`,
      };
    case 'terminating':
      return explainTerminating(cause);
    case 'node-away':
      return {
        words: cause.gone
          ? `its node ${cause.node} is no longer in the cluster`
          : `its node ${cause.node} does not answer`,
        advice: cause.gone
          ? undefined
          : 'Bring the node back. Where it is off for good, remove it from the cluster: then its pods end.',
      };
    case 'pod-failed':
      return {
        words: `${pods(cause.pods)} failed (${cause.reason})${
          cause.message ? `: ${shortened(cause.message, 7)}` : ''
        }`,
      };
    case 'readiness':
      return {
        words: `container ${cause.container} (${pods(
          cause.pods,
        )}) runs and is not ready`,
      };
    case 'readiness-gate':
      return {
        words: `${pods(cause.pods)} held by the readiness gate ${cause.gate}`,
        advice: `The controller that sets the condition ${cause.gate} has yet to do so.`,
      };
    case 'init':
      return {
        words: `init container ${cause.container} of ${cause.pod} has not finished (${cause.done} of ${cause.of})`,
        advice: 'Read its log: the containers start when it has ended.',
      };
    case 'starting':
      return {
        words: cause.known
          ? `${pods(cause.pods)} cannot be started yet`
          : `${pods(cause.pods)} ${
              cause.pods === 1 ? 'is' : 'are'
            } being started`,
      };
    case 'deadline':
      return { words: 'it made no progress before its deadline' };
    case 'aborted':
      return {
        words: 'its update was aborted',
        advice:
          'Retry it once the cause is gone, or roll back, so that the stable revision is the wanted one.',
      };
    case 'invalid':
      return {
        words: 'its controller takes its manifest for an invalid one',
        advice: 'The message names what has to change.',
      };
    case 'controller':
      return { words: 'the controller has not looked at this change yet' };
    case 'no-progress':
      return {
        words: `no progress for ${durationInWords(
          cause.forSeconds,
        )}, cause not found`,
        ...(cause.look ? { advice: `Look at ${cause.look}.` } : {}),
      };
    case 'run-failed':
      return explainRun(cause);
    case 'run-lost':
      return {
        words: 'its last run did not succeed, and is not kept',
        advice:
          'Keep failed runs (failedJobsHistoryLimit) to see why the next one fails.',
      };
    case 'never-runs':
      return {
        words: `its schedule ${cause.schedule} never comes`,
        advice: 'No month has that day: correct the schedule.',
      };
    case 'managed':
      return { words: `${cause.by} runs it, not this cluster` };
    case 'queued':
      return {
        words: `it waits in the queue ${cause.queue}`,
        advice: 'The queue lets it run when there is room for it.',
      };
    case 'paused':
      return {
        words: 'its rollout is paused',
        advice: 'Resume it to let changes take effect.',
      };
    case 'suspended':
      return cause.schedule
        ? {
            words: 'it starts no run until somebody resumes it',
            advice: 'Resume it to let its schedule begin runs again.',
          }
        : {
            words: 'no pod of it runs until somebody resumes it',
            advice: 'Resume it to let it run.',
          };
    case 'on-delete':
      return {
        words: 'a pod is renewed only when somebody deletes it',
        advice: `Delete the ${pods(cause.pods, 'old')} when you want ${
          cause.pods === 1 ? 'it' : 'them'
        } renewed.`,
      };
    case 'partition':
      return {
        words: `its partition holds ${pods(cause.pods)} at the revision before`,
        advice: 'Lower the partition to go on.',
      };
    case 'promotion':
      return {
        words: 'it waits for a person to promote',
        advice:
          'Promote it to go on, or abort it to go back to the stable revision.',
      };
    case 'missing':
      return {
        words: `${pods(cause.pods)} ${
          cause.pods === 1 ? 'has' : 'have'
        } yet to be made`,
      };
    case 'old-pods':
      return {
        words: `${pods(cause.pods, 'old')} ${
          cause.pods === 1 ? 'has' : 'have'
        } yet to leave`,
      };
    default:
      return explainDeleted(cause);
  }
}
