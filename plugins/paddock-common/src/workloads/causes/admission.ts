import type { Reason } from '../reason';

/** One resource of a quota that is used up, by the API server's own figures. */
export interface QuotaShare {
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
export function quotaShares(message: string): QuotaShare[] {
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
export function podSecurity(message: string): {
  level?: string;
  settings: string[];
} {
  const [, level, told = ''] =
    /violates PodSecurity "([a-z]+)(?::[^"]*)?"(?:: (.*))?$/s.exec(message) ??
    [];
  const settings = told.split(/, (?![^(]*\))/).filter(each => each !== '');
  return { ...(level ? { level } : {}), settings };
}

/** It refuses only what does not fit any more: pods of this size find no room at all. */
const exceededQuota: Reason = {
  words: 'the quota of the namespace allows no more pods of this size',
  advice: 'Ask for less CPU and memory, or for a larger quota.',
};

function explainPodSecurity(message: string): Reason {
  const { settings } = podSecurity(message);
  const names = settings.map(each => each.split(' (')[0]).join(', ');
  return {
    words: `the Pod Security level of the namespace refuses its pods${
      names ? ` for ${names}` : ''
    }`,
    advice:
      'The message names each setting that has to change in the pod template.',
  };
}

function explainWebhook(message: string): Reason {
  const called = /failed calling webhook "([^"]+)"/.exec(message)?.[1];
  return called
    ? {
        words: `the admission webhook ${called} does not answer, and no pod is let in without it`,
        advice: 'Whoever runs the cluster can say what is wrong with it.',
      }
    : { words: 'an admission webhook of the cluster refuses its pods' };
}

/** Why the API server lets no pod be created, in words. */
export function explainAdmission(message: string): Reason {
  if (/exceeded quota/i.test(message)) return exceededQuota;
  if (/violates PodSecurity/i.test(message)) return explainPodSecurity(message);
  if (/admission webhook|calling webhook/i.test(message)) {
    return explainWebhook(message);
  }
  const account = /serviceaccount "([^"]+)" not found/.exec(message)?.[1];
  if (account) {
    return {
      words: `the service account ${account} of its pods does not exist`,
      advice: 'Create it, or correct its name in the pod template.',
    };
  }
  return { words: 'the cluster refuses to create its pods' };
}
