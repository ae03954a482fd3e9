import {
  type ActAnswer,
  type GitOpsOwner,
  type WorkloadAct,
  type WorkloadActs,
  actsOfKind,
  workloadActs,
} from '@paddock/backstage-plugin-paddock-common';
import type { Actor } from '../../doors/act';
import type { Right } from '../../kube/cache';
import type { LiveWorkload } from '../history/read';
import { resources } from '../resources';
import type { WorkloadTarget } from './target';

/** What the cluster's RBAC is asked for before an act is offered. */
function rightFor(act: WorkloadAct, target: WorkloadTarget): Right {
  const { namespace, kind, name } = target;
  if (act === 'runNow') {
    const { group, plural: resource } = resources.Job;
    return { verb: 'create', group, resource, namespace };
  }
  const { group, plural: resource } = resources[kind];
  return {
    verb: 'patch',
    group,
    resource,
    namespace,
    name,
    ...(act === 'scale' ? { subresource: 'scale' } : {}),
  };
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
  if (act === 'scale' && kind === 'DaemonSet') {
    return 'A DaemonSet runs one pod on each node that it selects.';
  }
  if (act !== 'pause' && act !== 'resume') {
    return act === 'rollBack' && spec.paused
      ? 'The rollout is paused. Resume it first.'
      : undefined;
  }
  if (kind !== 'Deployment') return 'Only Deployments can be paused.';
  if (act === 'pause' && spec.paused) return 'It is paused already.';
  return act === 'resume' && !spec.paused ? 'It is not paused.' : undefined;
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
    const right = rightFor(act, target);
    if (await actor.cluster.access.may(actor.as, right)) {
      return { state: 'possible' };
    }
    const resource = [right.resource, right.subresource].filter(Boolean);
    return {
      state: 'forbidden',
      missing: {
        cluster: actor.cluster.name,
        namespace: target.namespace,
        verb: right.verb,
        resource: `${resource.join('/')}.${right.group}`,
      },
    };
  }

  return {
    acts: Object.fromEntries(answers) as WorkloadActs['acts'],
    ...(about.autoscaler ? { autoscaler: about.autoscaler } : {}),
  };
}
