import { shortened } from './model';
import { pods, type Reason } from './reason';

/** Which image the kubelet could not get: it quotes it in its message. */
const quoted = (message: string) =>
  message.match(/image \\?"([^"\\]{1,512})\\?"/)?.[1];

export function explainImage(
  about: { image: string; message: string; pods: number },
  canRollBack: boolean,
): Reason {
  const { message } = about;
  const image = quoted(message) ?? (about.image || 'the image');
  const count = `(${pods(about.pods)})`;
  if (/not ?found|manifest unknown|name unknown/i.test(message)) {
    return {
      words: `the image registry does not know ${image} ${count}`,
      advice: canRollBack
        ? 'Roll back to the revision before, or push the image.'
        : 'Push the image, or correct its name in the pod template.',
    };
  }
  if (/unauthori[sz]ed|denied|forbidden|\b40[13]\b/i.test(message)) {
    return {
      words: `the image registry refuses access to ${image} ${count}`,
      advice:
        'Check the pull secret of the service account, or whether the image is in the right project of the registry.',
    };
  }
  if (/\b429\b|toomanyrequests|rate limit/i.test(message)) {
    return {
      words: `the image registry limits how often ${image} is pulled ${count}`,
    };
  }
  if (/not present with pull policy of Never|ErrImageNeverPull/.test(message)) {
    return {
      words: `the image ${image} is not on the node, and its pull policy is Never ${count}`,
      advice: 'Set imagePullPolicy to IfNotPresent, or load the image there.',
    };
  }
  return {
    words: `the image ${image} cannot be pulled ${count}`,
    advice: message
      ? 'Check the name and whether the nodes reach that registry: its own words stand with each pod.'
      : undefined,
  };
}

export const memoryWords = 'was ended for using more memory than its limit';

export function explainCrash(
  about: { container: string; pods: number },
  canRollBack: boolean,
): Reason {
  const { container } = about;
  const advice = 'Read the log of the run before';
  return {
    words: `container ${container} (${pods(
      about.pods,
    )}) ends soon after each start`,
    advice: canRollBack ? `${advice}, or roll back.` : `${advice}.`,
  };
}

/** The file that the container runtime could not run, by its own words. */
const notRun = (message: string) =>
  /exec: \\?"([^"\\]+)\\?"/.exec(message)?.[1] ??
  /exec (\/\S+?):? /.exec(message)?.[1];

export function explainCommand(
  about: { container: string; message: string; pods: number },
  canRollBack: boolean,
): Reason {
  const { message } = about;
  const where = `container ${about.container} (${pods(about.pods)})`;
  const file = notRun(message);
  const command = file ? `its command ${file}` : 'its command';
  const advice = canRollBack
    ? 'Correct the command or the image, or roll back.'
    : 'Correct the command or the image.';
  if (
    /no such file|not found in \$PATH|executable file not found/.test(message)
  ) {
    return { words: `${where} cannot start: ${command} is not there`, advice };
  }
  if (/permission denied/.test(message)) {
    return {
      words: `${where} cannot start: ${command} may not be run`,
      advice,
    };
  }
  if (/exec format error/.test(message)) {
    return {
      words: `${where} cannot start: its image is for another processor`,
      advice: 'Build the image for the processors of the nodes.',
    };
  }
  return {
    words: message
      ? `${where} cannot start: ${shortened(message, 5)}`
      : `${where} cannot start`,
  };
}
