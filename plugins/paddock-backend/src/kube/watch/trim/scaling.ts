import type {
  V2HorizontalPodAutoscaler,
  V2MetricSpec,
  V2MetricStatus,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type { AutoscalerRow, QuotaRow, ScalingMetric } from '../rows/scaling';
import {
  conditionsOf,
  count,
  list,
  maybe,
  rowOf,
  text,
  type Wire,
} from '../../objects/wire';

/** Of `autoscaling/v2`. */
export function trimAutoscaler(object: unknown, intern: Intern): AutoscalerRow {
  const { metadata, spec, status } = object as Wire<V2HorizontalPodAutoscaler>;
  const current = list(status?.currentMetrics);
  return {
    kind: 'HorizontalPodAutoscaler',
    ...rowOf(metadata, intern),
    target: {
      kind: intern.text(text(spec?.scaleTargetRef?.kind) ?? ''),
      name: text(spec?.scaleTargetRef?.name) ?? '',
    },
    // The API's own defaults.
    min: count(spec?.minReplicas, 1),
    max: count(spec?.maxReplicas, 1),
    current: count(status?.currentReplicas),
    desired: count(status?.desiredReplicas),
    ...maybe('scaledAt', text(status?.lastScaleTime)),
    metrics: list(spec?.metrics).map((each, place) =>
      metricOf(each, current[place]),
    ),
    conditions: conditionsOf(status?.conditions),
  };
}

type Given = Wire<V2MetricSpec>;
type Seen = Wire<V2MetricStatus>;

/** The controller gives the current metrics in the order of the wanted ones, once it has read them. */
function metricOf(wanted: Given, seen: Seen | undefined): ScalingMetric {
  switch (wanted.type) {
    case 'Resource':
      return {
        source: 'resource',
        name: text(wanted.resource?.name) ?? '',
        ...gauge(wanted.resource, seen?.resource),
      };
    case 'ContainerResource':
      return {
        source: 'container',
        name: text(wanted.containerResource?.name) ?? '',
        ...maybe('container', text(wanted.containerResource?.container)),
        ...gauge(wanted.containerResource, seen?.containerResource),
      };
    case 'Pods':
      return {
        source: 'pods',
        name: text(wanted.pods?.metric?.name) ?? '',
        ...gauge(wanted.pods, seen?.pods),
      };
    case 'Object':
      return {
        source: 'object',
        name: text(wanted.object?.metric?.name) ?? '',
        ...gauge(wanted.object, seen?.object),
      };
    default:
      return {
        source: 'external',
        name: text(wanted.external?.metric?.name) ?? '',
        ...gauge(wanted.external, seen?.external),
      };
  }
}

interface Amount {
  averageUtilization?: unknown;
  averageValue?: unknown;
  value?: unknown;
}

/** The current amount is given in several ways; the one that the target is given in is the one that is compared. */
function gauge(
  wanted: { target?: Amount | null } | null | undefined,
  seen: { current?: Amount | null } | null | undefined,
) {
  const target = wanted?.target;
  const percent = Number.isSafeInteger(target?.averageUtilization);
  const average = !percent && text(target?.averageValue) !== undefined;
  const read = (amount: Amount | null | undefined) => {
    if (percent) return countText(amount?.averageUtilization);
    return text(average ? amount?.averageValue : amount?.value);
  };
  return {
    unit: percent ? ('percent-of-request' as const) : ('quantity' as const),
    ...(average ? { average: true as const } : {}),
    ...maybe('target', read(target)),
    ...maybe('current', read(seen?.current)),
  };
}

const countText = (value: unknown) =>
  Number.isSafeInteger(value) ? String(value) : undefined;

export function trimQuota(object: unknown, intern: Intern): QuotaRow {
  const { metadata, status, spec } = object as Wire<V1ResourceQuota>;
  return {
    kind: 'ResourceQuota',
    ...rowOf(metadata, intern),
    // What the controller has not looked at yet is not enforced yet either.
    hard: amountsOf(status?.hard),
    used: amountsOf(status?.used),
    scopes: [
      ...list(spec?.scopes),
      ...list(spec?.scopeSelector?.matchExpressions).map(
        each => each.scopeName,
      ),
    ].flatMap(each => text(each) ?? []),
  };
}

function amountsOf(
  amounts: Record<string, unknown> | null | undefined,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(amounts ?? {})) {
    const amount = text(value);
    if (amount && key !== '__proto__') kept[key] = amount;
  }
  return kept;
}
