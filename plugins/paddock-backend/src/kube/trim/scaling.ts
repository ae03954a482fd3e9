import type {
  V2HorizontalPodAutoscaler,
  V2MetricSpec,
  V2MetricStatus,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type { AutoscalerRow, QuotaRow, ScalingMetric } from '../rows';
import {
  conditionsOf,
  count,
  list,
  maybe,
  rowOf,
  text,
  type Wire,
} from './shape';

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
  const of = seen?.type === wanted.type ? seen : undefined;
  switch (wanted.type) {
    case 'Resource':
      return metric(text(wanted.resource?.name) ?? '', {
        target: wanted.resource?.target,
        current: of?.resource?.current,
      });
    case 'ContainerResource': {
      const { name, container } = wanted.containerResource ?? {};
      return metric(`${text(name) ?? ''} of ${text(container) ?? ''}`, {
        target: wanted.containerResource?.target,
        current: of?.containerResource?.current,
      });
    }
    case 'Pods':
      return metric(text(wanted.pods?.metric?.name) ?? '', {
        target: wanted.pods?.target,
        current: of?.pods?.current,
      });
    case 'Object':
      return metric(text(wanted.object?.metric?.name) ?? '', {
        target: wanted.object?.target,
        current: of?.object?.current,
      });
    default:
      return metric(text(wanted.external?.metric?.name) ?? '', {
        target: wanted.external?.target,
        current: of?.external?.current,
      });
  }
}

interface Amount {
  averageUtilization?: unknown;
  averageValue?: unknown;
  value?: unknown;
}

function metric(
  name: string,
  sides: { target?: Amount | null; current?: Amount | null },
): ScalingMetric {
  const percent = Number.isSafeInteger(sides.target?.averageUtilization);
  const read = (amount: Amount | null | undefined) =>
    percent
      ? countText(amount?.averageUtilization)
      : text(amount?.averageValue) ?? text(amount?.value);
  return {
    name,
    unit: percent ? 'percent-of-request' : 'quantity',
    ...maybe('target', read(sides.target)),
    ...maybe('current', read(sides.current)),
  };
}

const countText = (value: unknown) =>
  Number.isSafeInteger(value) ? String(value) : undefined;

export function trimQuota(object: unknown, intern: Intern): QuotaRow {
  const { metadata, status, spec } = object as Wire<V1ResourceQuota>;
  return {
    kind: 'ResourceQuota',
    ...rowOf(metadata, intern),
    hard: amountsOf(status?.hard ?? spec?.hard),
    used: amountsOf(status?.used),
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
