import { createHash } from 'node:crypto';
import {
  describeAutoscaling,
  describeWorkload,
  milliOf,
  restsOf,
  withoutHidden,
  type Workload,
} from '@paddock/backstage-plugin-paddock-common';
import type { Right } from '../kube/watch/cache';
import type { QuotaRow } from '../kube/watch/rows/scaling';
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

/** What somebody has to look at: nothing serves or goes on, or every run fails. */
function needsSomebody({ rollout, batch }: Workload): boolean {
  const { state } = rollout;
  if (state === 'stuck' || state === 'down') return true;
  return state === 'degraded' && batch?.is === 'schedule';
}

/** A workload that is down, or does not go on. Pure. */
export function stuckRollout(
  workload: Workload,
  rightsFor: RightsFor,
): Alert | undefined {
  if (!needsSomebody(workload)) return undefined;
  const { name, rollout } = workload;
  // Whoever owns a workload mostly may not see nodes, and is to be told all the same.
  const shown = withoutHidden(workload, ['Node', 'Namespace']);
  const { line, advice = '' } = describeWorkload(shown);
  const rests = restsOf(shown.rollout.findings);
  return {
    ...aboutWorkload(workload, 'stuck', [
      ...rightsFor(workload.kind),
      ...[...rests].flatMap(rightsFor),
    ]),
    title: `${name} in ${place(workload)} is ${rollout.state}`,
    description: `${line} ${advice}`.trim(),
    over: `${name} in ${place(workload)} is well again`,
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
  // Who may see autoscalers need not see quotas.
  const { quotaAdmits, ...withoutQuota } = autoscaling;
  return {
    ...aboutWorkload(workload, 'capped', [
      ...rightsFor(workload.kind),
      ...rightsFor('HorizontalPodAutoscaler'),
    ]),
    ...(since ? { since: Date.parse(since) } : {}),
    title: `The autoscaler of ${workload.name} in ${place(
      workload,
    )} is held by its maximum`,
    description: describeAutoscaling(withoutQuota, workload),
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

/** What pods take of a quota: without room for them no further ones are admitted. */
const ofPods =
  /^(pods|count\/pods|cpu|memory|ephemeral-storage|(requests|limits)\.(cpu|memory|ephemeral-storage))$/;

const whenFull = (resource: string) =>
  ofPods.test(resource)
    ? 'When it is full, no further pods are admitted, and rollouts and autoscalers stand still.'
    : 'When it is full, nothing that takes more of it can be made.';

/** Full percent of what a quota bounds that are taken; undefined where nothing can be taken at all. */
function percentOf({ hard, used }: QuotaRow, resource: string) {
  const all = milliOf(hard[resource] ?? '');
  const taken = milliOf(used[resource] ?? '0');
  if (!all || taken === undefined) return undefined;
  return Math.floor((100 * taken) / all);
}

/** What a quota bounds and little is left of, each by itself. Pure. */
export function fullQuotas(
  quota: QuotaRow,
  cluster: string,
  options: { percent: number; components: string[] },
): Alert[] {
  const { id, namespace, hard, used } = quota;
  const where = place({ cluster, namespace });
  return Object.keys(hard).flatMap((resource): Alert[] => {
    const percent = percentOf(quota, resource) ?? 0;
    if (percent < options.percent - faintPoints) return [];
    const title = `The quota of ${resource} in ${where}`;
    return [
      {
        key: keyOf('quota', cluster, id, resource),
        kind: 'quota',
        cluster,
        namespace,
        ...(percent < options.percent ? { isFaint: true } : {}),
        title: `${title} is ${percent} % used`,
        description: `Of ${resource}, ${used[resource]} of ${
          hard[resource]
        } are taken. ${whenFull(resource)}`,
        over: `${title} has room again`,
        components: options.components,
        rights: [listQuotas],
      },
    ];
  });
}
