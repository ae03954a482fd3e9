import { exitWords } from './exits';
import type { ContainerExit, Wait, Workload } from './model';
import { pods, type Reason } from './reason';
import { explainAdmission } from './causes/admission';
import { missingInWords, readMissing } from './causes/config';
import { explainNodes } from './causes/nodes';
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
    advice:
      'Check the name and whether the nodes reach that registry: its own words stand with each pod.',
  };
}

const outOfMemory = (where: string): Reason => ({
  words: `${where} was ended for using more memory than its limit`,
  advice: 'Raise the memory limit, or roll back.',
});

function explainEnd(where: string, last: ContainerExit | undefined): Reason {
  if (last?.reason === 'OOMKilled') return outOfMemory(where);
  const how = last ? `, the last time with ${exitWords(last)}` : '';
  return {
    words: `${where} ends soon after each start${how}`,
    advice: 'Read the log of the run before, or roll back.',
  };
}

function explainContainer(wait: ContainerWait, workload: Workload): Reason {
  const where = `container ${wait.container} (${pods(wait.pods)})`;
  if (imageReasons.includes(wait.reason)) return explainImage(wait, workload);
  const missing = readMissing(wait.message);
  switch (wait.reason) {
    case 'InvalidImageName':
      return {
        words: `the image name of ${where} is not a valid one`,
        advice: 'Correct the image in the manifest and deploy again.',
      };
    case 'CrashLoopBackOff':
    case 'Error':
    case 'Completed':
      return explainEnd(where, wait.last);
    case 'OOMKilled':
      return outOfMemory(where);
    case 'CreateContainerConfigError':
      return {
        words: `${where} ${
          missing
            ? missingInWords(missing)
            : 'lacks a part of its configuration'
        }`,
        advice:
          'The message names the ConfigMap, Secret or key that is not there: create it, and the pods go on by themselves.',
      };
    default:
      return { words: `${where} cannot start (${wait.reason})` };
  }
}

/** One wait in words, or undefined where waiting is all there is to do. */
export function explainWait(
  wait: Wait,
  workload: Workload,
): Reason | undefined {
  switch (wait.for) {
    case 'container':
      return explainContainer(wait, workload);
    case 'readiness':
      return {
        words: `container ${wait.container} (${pods(
          wait.pods,
        )}) runs and is not ready`,
        advice:
          'Its readiness probe does not succeed: see below what it answers.',
      };
    case 'node':
      return explainNodes(wait);
    case 'admission':
      return explainAdmission(wait.message);
    case 'run':
      return explainRun(wait);
    case 'deadline':
      return { words: 'it made no progress before its deadline' };
    case 'retry':
      return {
        words: 'its update was aborted',
        advice:
          'Retry it once the cause is gone, or roll back, so that the stable revision is the wanted one.',
      };
    case 'correction':
      return {
        words: 'its controller takes its manifest for an invalid one',
        advice: 'The message names what has to change.',
      };
    default:
      return undefined;
  }
}
