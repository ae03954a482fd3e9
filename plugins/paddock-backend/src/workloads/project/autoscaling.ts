import type {
  ScalingMetric,
  AutoscalerRow,
} from '../../kube/watch/rows/scaling';
import type { Autoscaling } from '@paddock/backstage-plugin-paddock-common';
import type { Condition } from '../../kube/watch/rows';

/**
 * What an autoscaler does. Pure.
 * Source: the conditions AbleToScale, ScalingActive and ScalingLimited of autoscaling/v2; ScalingLimited=False is good.
 */
export function projectAutoscaling(row: AutoscalerRow): Autoscaling {
  return {
    name: row.name,
    min: row.min,
    max: row.max,
    current: row.current,
    desired: row.desired,
    ...(row.scaledAt ? { scaledAt: row.scaledAt } : {}),
    metrics: row.metrics,
    state: stateOf(row),
  };
}

function stateOf(row: AutoscalerRow): Autoscaling['state'] {
  if (row.conditions.length === 0) return { is: 'unseen' };
  const find = (type: string) =>
    row.conditions.find(each => each.type === type);
  const active = find('ScalingActive');
  const able = find('AbleToScale');
  if (active?.reason === 'ScalingDisabled') return { is: 'off' };
  for (const each of [able, active]) {
    if (each?.status === 'False') return failing(each);
  }
  const limited = find('ScalingLimited');
  if (limited?.status === 'True') {
    switch (limited.reason) {
      case 'TooManyReplicas':
        return { is: 'at-max', ...wishOf(row), ...sinceOf(row, limited) };
      case 'TooFewReplicas':
        return { is: 'at-min' };
      case 'ScaleUpLimit':
        return { is: 'slowed', way: 'up' };
      case 'ScaleDownLimit':
        return { is: 'slowed', way: 'down' };
      default:
        break;
    }
  }
  return able?.reason === 'ScaleDownStabilized'
    ? { is: 'stabilizing' }
    : { is: 'scaling' };
}

/** From its minimum to its maximum the condition stays true, and tells of neither when it was reached. */
function sinceOf({ scaledAt }: AutoscalerRow, { at }: Condition) {
  const since = [at, scaledAt]
    .flatMap(each => each ?? [])
    .sort()
    .at(-1);
  return since ? { since } : {};
}

const failing = ({ reason = 'Unknown', message = '' }: Condition) =>
  ({ is: 'failing', reason, message } as const);

/** The controller does not tell what it would want without its bounds, so its own formula is applied to its own figures. */
function wishOf({ metrics, current, max }: AutoscalerRow): { wish?: number } {
  const wishes = metrics.flatMap(metric => {
    const ratio = ratioOf(metric);
    return ratio === undefined ? [] : [Math.ceil(current * ratio)];
  });
  const wish = Math.max(0, ...wishes);
  return wish > max ? { wish } : {};
}

// Percentages only: averages of quantities are rounded before they are shown.
function ratioOf({ unit, target, current }: ScalingMetric) {
  if (unit !== 'percent-of-request' || !target || !current) return undefined;
  const ratio = Number(current) / Number(target);
  return Number.isFinite(ratio) ? ratio : undefined;
}
