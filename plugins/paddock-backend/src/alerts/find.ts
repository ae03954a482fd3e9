import { createHash } from 'node:crypto';
import {
  describeAutoscaling,
  describeWorkload,
  milliOf,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import type { Right } from '../kube/cache';
import type { QuotaRow } from '../kube/rows';
import type { Alert, AlertKind } from './alert';

/** A quota that was full is called so until this much of it, in percent points, is free again. */
const faintPoints = 5;

const keyOf = (kind: AlertKind, ...parts: string[]) =>
  `${kind}/${createHash('sha256').update(parts.join('\n')).digest('hex')}`;

const place = ({
  cluster,
  namespace,
}: Pick<Workload, 'cluster' | 'namespace'>) => `${cluster} / ${namespace}`;

type RightsFor = (kind: string) => Right[];

function aboutWorkload(
  workload: Workload,
  kind: 'stuck' | 'capped',
  rights: Right[],
) {
  const { cluster, namespace, id, component } = workload;
  return {
    key: keyOf(kind, cluster, id),
    kind,
    cluster,
    namespace,
    components: component ? [component] : [],
    rights,
  };
}

/** A rollout that does not go on. Pure. */
export function stuckRollout(
  workload: Workload,
  rightsFor: RightsFor,
): Alert | undefined {
  if (workload.rollout.state !== 'stuck') return undefined;
  const { line, advice = '' } = describeWorkload(workload);
  return {
    ...aboutWorkload(workload, 'stuck', rightsFor(workload.kind)),
    title: `${workload.name} in ${place(workload)} is stuck`,
    description: `${line} ${advice}`.trim(),
    over: `${workload.name} in ${place(workload)} is no longer stuck`,
  };
}

/** An autoscaler that would want more pods than its maximum. Pure. */
export function cappedAutoscaler(
  workload: Workload,
  rightsFor: RightsFor,
): Alert | undefined {
  const { autoscaling } = workload;
  if (autoscaling?.state.is !== 'at-max') return undefined;
  const { since } = autoscaling.state;
  return {
    ...aboutWorkload(workload, 'capped', [
      ...rightsFor(workload.kind),
      ...rightsFor('HorizontalPodAutoscaler'),
    ]),
    ...(since ? { since: Date.parse(since) } : {}),
    title: `The autoscaler of ${workload.name} in ${place(
      workload,
    )} is held by its maximum`,
    description: describeAutoscaling(autoscaling, workload),
    over: `The autoscaler of ${workload.name} in ${place(
      workload,
    )} is no longer held by its maximum`,
  };
}

const listQuotas: Right = {
  verb: 'list',
  group: '',
  resource: 'resourcequotas',
};

/** How full it is, by what is fullest. */
function fullest({ hard, used }: QuotaRow) {
  let most = { name: '', percent: 0 };
  for (const [name, limit] of Object.entries(hard)) {
    const all = milliOf(limit);
    const taken = milliOf(used[name] ?? '0');
    if (!all || taken === undefined) continue;
    const percent = Math.floor((100 * taken) / all);
    if (percent > most.percent) most = { name, percent };
  }
  return most;
}

/** A quota of which little is left. Pure. */
export function fullQuota(
  quota: QuotaRow,
  cluster: string,
  options: { percent: number; components: string[] },
): Alert | undefined {
  const { name, percent } = fullest(quota);
  if (percent < options.percent - faintPoints) return undefined;
  const { namespace } = quota;
  const title = `The quota of ${place({ cluster, namespace })}`;
  return {
    key: keyOf('quota', cluster, quota.id),
    kind: 'quota',
    cluster,
    namespace,
    ...(percent < options.percent ? { isFaint: true } : {}),
    title: `${title} is ${percent} % used`,
    description: `Of ${name}, ${quota.used[name]} of ${quota.hard[name]} are taken. When it is full, no further pods are admitted, and rollouts and autoscalers stand still.`,
    over: `${title} has room again`,
    components: options.components,
    rights: [listQuotas],
  };
}
