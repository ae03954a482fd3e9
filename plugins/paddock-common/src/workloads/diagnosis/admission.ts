import { milliOf } from '../../requests/quantity';
import { inFewWords, shortened } from './model';
import type { Reason } from './reason';

/** One resource of a quota that is used up, by the API server's own figures. */
interface QuotaShare {
  resource: string;
  asked: string;
  used: string;
  most: string;
}

function figures(message: string, side: string): Map<string, string> {
  const told =
    new RegExp(`${side}: ([^:]*?)(?:, [a-z]+: |$)`).exec(message)?.[1] ?? '';
  return new Map(
    told.split(',').flatMap(each => {
      const [name, value] = each.split('=');
      return name && value ? [[name.trim(), value.trim()] as const] : [];
    }),
  );
}

/** Source: `exceeded quota: …` in kubernetes/apiserver's quota admission (controller.go). */
function quotaShares(message: string): QuotaShare[] {
  const used = figures(message, 'used');
  const most = figures(message, 'limited');
  return [...figures(message, 'requested')].map(([resource, asked]) => ({
    resource,
    asked,
    used: used.get(resource) ?? 'unknown',
    most: most.get(resource) ?? 'unknown',
  }));
}

/** The settings that Pod Security refuses, each with what it asks for. Commas within parentheses belong to a setting. */
function podSecurity(message: string): {
  level?: string;
  settings: string[];
} {
  const [, level, told = ''] =
    /violates PodSecurity "([a-z]+)(?::[^"]*)?"(?:: (.*))?$/s.exec(message) ??
    [];
  const settings = told.split(/, (?![^(]*\))/).filter(each => each !== '');
  return { ...(level ? { level } : {}), settings };
}

const milli = (text: string) => milliOf(text) ?? 0;

/** What does not fit any more, of all that was asked for. */
const exceeded = ({ asked, used, most }: QuotaShare) =>
  milli(asked) + milli(used) > milli(most);

const isCount = (resource: string) =>
  resource === 'pods' || resource.startsWith('count/');

const named = (resource: string) =>
  resource.replace(/^(requests|limits)\./, '').replace(/^cpu$/, 'CPU');

/** It refuses only what does not fit any more, and names that. */
function explainQuota(message: string): Reason {
  const shares = quotaShares(message).filter(exceeded);
  const counted = shares.find(({ resource }) => isCount(resource));
  if (counted) {
    const what = counted.resource.replace(/^count\//, '');
    return {
      words: `the quota of the namespace allows no more ${what}: ${counted.used} of ${counted.most}`,
      advice: `Run fewer ${what}, or ask for a larger quota: smaller pods need as many.`,
    };
  }
  const lacks = [...new Set(shares.map(({ resource }) => named(resource)))];
  return {
    words: 'the quota of the namespace allows no more pods of this size',
    ...(lacks.length > 0
      ? {
          advice: `Ask for less ${lacks.join(' and ')}, or for a larger quota.`,
        }
      : {}),
  };
}

/** `must specify limits.cpu for: app; limits.memory for: app` Source: quota evaluation of pods in kubernetes. */
function explainUnspecified(message: string): Reason | undefined {
  const told = /must specify (.*)$/s.exec(message)?.[1];
  if (!told) return undefined;
  const parts = told.split(';').flatMap(each => {
    const found = /([\w./-]+)(?: for: ([\w, -]+))?/.exec(each.trim());
    return found ? [{ resource: found[1] ?? '', of: found[2] }] : [];
  });
  const resources = [...new Set(parts.map(({ resource }) => resource))];
  const [of] = parts.flatMap(each => each.of?.trim() ?? []);
  const who = of ? `container ${of}` : 'its containers';
  return {
    words: inFewWords(`the quota wants ${who} to set`, resources),
    advice: `Set ${resources.join(
      ' and ',
    )} of ${who}, or let a LimitRange of the namespace give defaults.`,
  };
}

/** `maximum cpu usage per Container is 500m, but limit is 1` Source: the LimitRanger of kubernetes. */
function explainLimitRange(message: string): Reason | undefined {
  const told =
    /((?:maximum|minimum) \S+ usage per \S+ is [^,]+), but (?:limit|request) is ([^.\],]+)/.exec(
      message,
    );
  return told
    ? {
        words: `the LimitRange: ${told[1]}, not ${told[2]}`,
        advice: 'Keep what the containers ask for within these bounds.',
      }
    : undefined;
}

function explainPodSecurity(message: string): Reason {
  const { settings } = podSecurity(message);
  const names = settings.map(each =>
    each.replace(/^restricted | (!=|\().*$/gs, ''),
  );
  const words = inFewWords('the Pod Security level refuses pods for', names);
  const wrong = names.length > 1 ? names.join(', ') : settings[0];
  return {
    words: words.replace(/ for$/, ''),
    ...(wrong
      ? {
          advice: `Change in the pod template what the namespace does not allow: ${wrong}.`,
        }
      : {}),
  };
}

function explainWebhook(message: string): Reason {
  const called = /failed calling webhook "([^"]+)"/.exec(message)?.[1];
  if (called) {
    return {
      words: `the admission webhook ${called} does not answer and lets no pod in`,
      advice: 'Whoever runs the cluster can say what is wrong with it.',
    };
  }
  const [, by, why = ''] =
    /admission webhook "([^"]+)" denied the request(?:: (.*))?/s.exec(
      message,
    ) ??
    /ValidatingAdmissionPolicy '([^']+)'.*? denied request(?:: (.*))?/s.exec(
      message,
    ) ??
    [];
  return {
    words: by
      ? `${by} refuses its pods${why ? `: ${shortened(why, 8)}` : ''}`
      : 'an admission webhook of the cluster refuses its pods',
  };
}

/** Why the API server lets no pod be created, in words. */
export function explainAdmission(message: string): Reason {
  if (/exceeded quota/i.test(message)) return explainQuota(message);
  if (/violates PodSecurity/i.test(message)) return explainPodSecurity(message);
  if (
    /admission webhook|calling webhook|ValidatingAdmissionPolicy/i.test(message)
  ) {
    return explainWebhook(message);
  }
  const account = /serviceaccount "([^"]+)" not found/.exec(message)?.[1];
  if (account) {
    return {
      words: `the service account ${account} of its pods does not exist`,
      advice: 'Create it, or correct its name in the pod template.',
    };
  }
  const other = explainUnspecified(message) ?? explainLimitRange(message);
  if (other) return other;
  const called = /no PriorityClass with name (\S+) was found/.exec(
    message,
  )?.[1];
  if (called) {
    return {
      words: `the priority class ${called} of its pods does not exist`,
      advice: 'Correct its name in the pod template.',
    };
  }
  if (/because it is being terminated/.test(message)) {
    return { words: 'its namespace is being deleted and takes no pods' };
  }
  const why = /(?:is forbidden|is invalid): (.*)$/s.exec(message)?.[1];
  return {
    words: why
      ? `the cluster refuses its pods: ${shortened(why, 7)}`
      : 'the cluster refuses to create its pods',
  };
}

/** What a refusal names, each in words of its own. */
export function refusalParts(message: string): string[] {
  return /exceeded quota/i.test(message)
    ? quotaShares(message).map(
        ({ resource, asked, used, most }) =>
          `${resource}: a pod asks for ${asked}, ${used} of ${most} are used`,
      )
    : podSecurity(message).settings;
}
