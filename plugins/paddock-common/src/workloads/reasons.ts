import type { Wait, Workload } from './model';
import { pods, type Reason } from './reason';
import { explainRun } from './runs';

type ContainerWait = Extract<Wait, { for: 'container' }>;

const imageReasons = ['ImagePullBackOff', 'ErrImagePull', 'ErrImageNeverPull'];

/** Which image the kubelet could not get: it quotes it in its message. */
function imageOf(message: string, workload: Workload): string {
  const quoted = message.match(/image \\?"([^"\\]{1,512})\\?"/)?.[1];
  return quoted ?? workload.images[0] ?? 'the image';
}

function explainImage(wait: ContainerWait, workload: Workload): Reason {
  const image = imageOf(wait.message, workload);
  const count = `(${pods(wait.pods)})`;
  if (/not ?found|manifest unknown|name unknown/i.test(wait.message)) {
    return {
      words: `the image registry does not know ${image} ${count}`,
      advice: 'Roll back to the revision before, or push the image.',
    };
  }
  if (/unauthori[sz]ed|denied|forbidden|\b40[13]\b/i.test(wait.message)) {
    return {
      words: `the image registry refuses access to ${image} ${count}`,
      advice:
        'Check the pull secret of the service account, or whether the image is in the right project of the registry.',
    };
  }
  return {
    words: `the image ${image} cannot be pulled ${count}`,
    advice: 'Look at the message below: it is the registry’s own.',
  };
}

function explainContainer(wait: ContainerWait, workload: Workload): Reason {
  const where = `container ${wait.container} (${pods(wait.pods)})`;
  if (imageReasons.includes(wait.reason)) return explainImage(wait, workload);
  switch (wait.reason) {
    case 'InvalidImageName':
      return {
        words: `the image name of ${where} is not a valid one`,
        advice: 'Correct the image in the manifest and deploy again.',
      };
    case 'CrashLoopBackOff':
    case 'Error':
    case 'Completed':
      return {
        words: `${where} ends soon after each start`,
        advice: 'Read the log of the run before, or roll back.',
      };
    case 'OOMKilled':
      return {
        words: `${where} was ended for using more memory than its limit`,
        advice: 'Raise the memory limit, or roll back.',
      };
    case 'CreateContainerConfigError':
      return {
        words: `${where} lacks a part of its configuration`,
        advice:
          'The message names the ConfigMap, Secret or key that is not there: create it, and the pods go on by themselves.',
      };
    default:
      return { words: `${where} cannot start (${wait.reason})` };
  }
}

function explainAdmission(message: string): Reason {
  if (/exceeded quota/i.test(message)) {
    return {
      words: 'the quota of the namespace allows no more pods of this size',
      advice: 'Ask for less CPU and memory, or for a larger quota.',
    };
  }
  if (/violates PodSecurity/i.test(message)) {
    return {
      words: 'the Pod Security level of the namespace refuses its pods',
      advice:
        'The message names each setting that has to change in the pod template.',
    };
  }
  if (/admission webhook/i.test(message)) {
    return { words: 'an admission webhook of the cluster refuses its pods' };
  }
  return { words: 'the cluster refuses to create its pods' };
}

/** One wait in words, or undefined where waiting is all there is to do. */
export function explainWait(
  wait: Wait,
  workload: Workload,
): Reason | undefined {
  switch (wait.for) {
    case 'container':
      return explainContainer(wait, workload);
    case 'node':
      return {
        words: `no node fits ${pods(wait.pods)}`,
        advice:
          'Ask for less CPU and memory, or relax where the pods may run. The message is the scheduler’s.',
      };
    case 'admission':
      return explainAdmission(wait.message);
    case 'run':
      return explainRun(wait);
    case 'deadline':
      return { words: 'it made no progress before its deadline' };
    default:
      return undefined;
  }
}
