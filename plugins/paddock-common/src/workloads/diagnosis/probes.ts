import type { Reason } from './reason';

const kinds = ['Readiness', 'Liveness', 'Startup'] as const;

/** What a probe got for an answer, in words to follow "its readiness probe". */
function answerOf(said: string): string {
  const status = /statuscode: (\d{3})/.exec(said)?.[1];
  if (status) return `fails with ${status}`;
  if (/connection refused/.test(said)) {
    return 'finds nobody listening on its port';
  }
  if (/timed? ?out|deadline exceeded|Timeout/i.test(said)) {
    return 'gets no answer in time';
  }
  if (/no such host/.test(said)) return 'does not find its host';
  return 'fails';
}

const steps: ReadonlyArray<[unit: string, seconds: number]> = [
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
];

/** `40 s`, `12 min` */
function spanText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [unit, length] = steps.find(([, each]) => seconds >= each) ?? ['s', 1];
  return `${Math.floor(seconds / length)} ${unit}`;
}

/** `, 9 times in 40 s` */
function often(about: { count: number; firstAt: string; lastAt: string }) {
  if (about.count < 2) return '';
  const span = Date.parse(about.lastAt) - Date.parse(about.firstAt);
  return Number.isFinite(span) && span > 0
    ? `, ${about.count} times in ${spanText(span)}`
    : `, ${about.count} times`;
}

/**
 * What an event `Unhealthy` says: `its readiness probe fails with 503, 9 times in 40 s`. Undefined for other messages.
 * Source: probe messages in kubernetes/pkg/kubelet/prober and pkg/probe.
 */
export function explainProbe(event: {
  message: string;
  count: number;
  firstAt: string;
  lastAt: string;
}): Reason | undefined {
  const kind = kinds.find(each => event.message.startsWith(`${each} probe`));
  if (!kind) return undefined;
  return {
    words: `its ${kind.toLowerCase()} probe ${answerOf(event.message)}${often(
      event,
    )}`,
  };
}
