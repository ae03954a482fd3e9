import {
  type ActAnswer,
  type GitOpsOwner,
  type WorkloadAct,
  type WorkloadActs,
  workloadActs,
  actsOfKind,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../access/act';
import type { Right } from '../../kube/watch/cache';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { resources } from '../../kube/connection/resources';
import { whyNotNow } from './delivery';
import type { WorkloadTarget } from './target';

const subresources: Partial<Record<WorkloadAct, string>> = {
  scale: 'scale',
  promote: 'status',
  promoteFully: 'status',
  abort: 'status',
  retry: 'status',
};

/** What the cluster's RBAC is asked for before an act is offered. */
function rightsFor(
  act: WorkloadAct,
  { namespace, kind, name }: WorkloadTarget,
  { spec }: LiveWorkload,
): Right[] {
  if (act === 'runNow') {
    const { group, plural: resource } = resources.Job;
    return [{ verb: 'create', group, resource, namespace }];
  }
  const { group, plural: resource } = resources[kind];
  const right = { verb: 'patch', group, resource, namespace, name };
  const subresource = subresources[act];
  if (!subresource) return [right];
  const of = { ...right, subresource };
  // A promotion ends a pause, too, which is a change of the object itself.
  return subresource === 'status' && spec.paused ? [of, right] : [of];
}

function notForThis(
  act: WorkloadAct,
  { kind }: WorkloadTarget,
  workload: LiveWorkload,
): string | undefined {
  const { spec } = workload;
  if (!actsOfKind[kind].includes(act)) return `A ${kind} has no such thing.`;
  if (kind === 'Job' || kind === 'CronJob') {
    return notForBatch(act, workload);
  }
  switch (act) {
    case 'promote':
    case 'promoteFully':
    case 'abort':
    case 'retry':
      return whyNotNow(act, workload);
    case 'scale':
      return kind === 'DaemonSet'
        ? 'A DaemonSet runs one pod on each node that it selects.'
        : undefined;
    case 'rollBack':
      return whyNotBack(spec);
    case 'pause':
    case 'resume':
      if (kind !== 'Deployment' && kind !== 'Rollout') {
        return 'Only Deployments and Rollouts can be paused.';
      }
      if (act === 'pause') {
        return spec.paused ? 'It is paused already.' : undefined;
      }
      return spec.paused ? undefined : 'It is not paused.';
    default:
      return undefined;
  }
}

function whyNotBack({ paused, workloadRef }: LiveWorkload['spec']) {
  if (workloadRef) {
    return `Its pod template is that of the ${workloadRef.kind} ${workloadRef.name}: roll that back.`;
  }
  return paused ? 'The rollout is paused. Resume it first.' : undefined;
}

function notForBatch(
  act: WorkloadAct,
  { spec, status }: LiveWorkload,
): string | undefined {
  const ended = status?.conditions?.some(
    each => /^(Complete|Failed)$/.test(each.type) && each.status === 'True',
  );
  if (act !== 'runNow' && ended) return 'It has come to its end.';
  if (act === 'pause' && spec.suspend) return 'It is suspended already.';
  return act === 'resume' && !spec.suspend ? 'It is not suspended.' : undefined;
}

/** What of each act is possible for this person, and if not, why. */
export async function answerActs(
  actor: Actor,
  target: WorkloadTarget,
  about: {
    workload: LiveWorkload;
    owner?: GitOpsOwner;
    autoscaler?: string;
  },
): Promise<WorkloadActs> {
  const answers = await Promise.all(
    workloadActs.map(async act => [act, await answer(act)] as const),
  );

  async function answer(act: WorkloadAct): Promise<ActAnswer> {
    const why = notForThis(act, target, about.workload);
    if (why) return { state: 'not-for-this', why };
    // A run by hand is an object of its own, which no repository describes.
    if (about.owner && act !== 'runNow') {
      return { state: 'elsewhere', owner: about.owner };
    }
    for (const right of rightsFor(act, target, about.workload)) {
      if (!(await actor.cluster.access.may(actor.as, right))) {
        return forbidden(actor, right);
      }
    }
    return { state: 'possible' };
  }

  return {
    acts: Object.fromEntries(answers) as WorkloadActs['acts'],
    ...(about.autoscaler ? { autoscaler: about.autoscaler } : {}),
  };
}

function forbidden({ cluster }: Actor, right: Right): ActAnswer {
  const { verb, group, resource, subresource, namespace } = right;
  const whole = [resource, subresource].filter(Boolean).join('/');
  return {
    state: 'forbidden',
    missing: {
      cluster: cluster.name,
      namespace,
      verb,
      resource: `${whole}.${group}`,
    },
  };
}
