import { bytesOf, bytesText } from '../requests/quantity';
import type { Finding } from './schemas/finding';
import type { Autoscaling, ScalingGauge, Workload } from './schemas/workload';

/** `CPU 71 % of 60 % target` */
function gauge(metric: ScalingGauge): string {
  const { container, unit, name, target, current } = metric;
  const what = name.replace(/^cpu\b/, 'CPU');
  const of = container ? `${what} of ${container}` : what;
  const shown = (value: string) => {
    if (unit === 'percent-of-request') return `${value} %`;
    const bytes = name === 'memory' ? bytesOf(value) : undefined;
    return bytes === undefined ? value : bytesText(bytes);
  };
  if (target === undefined) return of;
  return current === undefined
    ? `${of} not measured, target ${shown(target)}`
    : `${of} ${shown(current)} of ${shown(target)} target`;
}

/** The metrics of an autoscaler in words; empty where it has none. */
export const gaugesInWords = (metrics: ScalingGauge[]): string =>
  metrics.map(gauge).join(', ');

/** The most that kubectl prints of an autoscaler's metrics. */
const mostTargets = 2;

/** One metric as kubectl prints it: `cpu: 71%/60%`, `133/100`, `<unknown>/5 (avg)`. */
function targetText(metric: ScalingGauge): string {
  const { source, name, unit } = metric;
  const shown = (value: string | undefined) => {
    if (value === undefined) return '<unknown>';
    return unit === 'percent-of-request' ? `${value}%` : value;
  };
  const both = `${shown(metric.current)}/${shown(metric.target)}`;
  switch (source) {
    case 'resource':
    case 'container':
      return `${name}: ${both}`;
    case 'pods':
      return both;
    default:
      return metric.average ? `${both} (avg)` : both;
  }
}

/** The column TARGETS of `kubectl get hpa`, by the rules of its printer (`formatHPAMetrics` in kubernetes/pkg/printers). */
export function autoscalingTargets({
  metrics,
}: Pick<Autoscaling, 'metrics'>): string {
  if (metrics.length === 0) return '<none>';
  const shown = metrics.slice(0, mostTargets).map(targetText).join(', ');
  const more = metrics.length - mostTargets;
  return more > 0 ? `${shown} + ${more} more...` : shown;
}

/** What the quota refuses, or would refuse before the autoscaler has as many pods as these. */
function quotaNote(
  findings: Finding[],
  { quotaAdmits = Infinity }: Autoscaling,
  most: number,
): string {
  const isRefused = findings.some(
    ({ cause, evidence }) =>
      cause === 'refused' &&
      evidence.some(({ message }) => /exceeded quota/i.test(message)),
  );
  if (isRefused) return '; the quota of the namespace admits no more';
  return quotaAdmits < most
    ? `; the quota of the namespace admits ${quotaAdmits}`
    : '';
}

function trouble({ reason, message }: { reason: string; message: string }) {
  if (/missing request for (\w+)/.test(message)) {
    const what = /missing request for (\w+)/.exec(message)?.[1];
    const shown = what === 'cpu' ? 'CPU' : what;
    return `cannot scale: its pods declare no ${shown} request`;
  }
  if (/^FailedGet.*Metric/.test(reason)) {
    return 'cannot scale: its metrics cannot be read';
  }
  return reason === 'FailedGetScale'
    ? 'cannot scale: what it points to cannot be scaled'
    : `cannot scale (${reason})`;
}

/** Says in one sentence what the autoscaler does, and why not more. Pure; the raw message is in `trouble`. */
export function describeAutoscaling(
  autoscaling: Autoscaling,
  { rollout }: Pick<Workload, 'rollout'>,
): string {
  const { min, max, desired, metrics, state } = autoscaling;
  const because = gaugesInWords(metrics);
  const quota = (most: number) =>
    quotaNote(rollout.findings, autoscaling, most);
  switch (state.is) {
    case 'off':
      return 'Autoscaling is off while the workload is scaled to zero.';
    case 'failing':
      return `Autoscaling ${trouble(state)}.`;
    case 'at-max': {
      const wish = state.wish ? `wants ${state.wish}` : `wants more`;
      return `Autoscaling ${wish} (${because}), capped at ${max} by its maximum${quota(
        state.wish ?? Infinity,
      )}.`;
    }
    case 'unseen':
      return 'The autoscaler has not been looked at by its controller yet.';
    case 'slowed':
      return `Autoscaling would ${
        state.way === 'up' ? 'add more' : 'take away more'
      } (${because}), and its behaviour lets it have ${desired} for now, between ${min} and ${max}${quota(
        max,
      )}.`;
    case 'at-min':
      return `Autoscaling keeps its minimum of ${min} (${because}).`;
    case 'stabilizing':
      return `Autoscaling keeps ${desired} for a while before it scales down (${because}), between ${min} and ${max}.`;
    default:
      return `Autoscaling wants ${desired} (${because}), between ${min} and ${max}${quota(
        max,
      )}.`;
  }
}
