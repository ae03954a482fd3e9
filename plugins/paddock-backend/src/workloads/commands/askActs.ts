import { isError } from '@backstage/errors';
import type {
  GitOpsOwner,
  WorkloadActs,
  WorkloadActsAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import pLimit from 'p-limit';
import type { Actor } from '../../access/act';
import { refusalOf } from '../../access/refusals';
import type { LiveWorkload } from '../../kube/objects/workloadObjects';
import { readWorkload } from '../history/read';
import { answerActs } from './acts';
import { autoscalersIn, autoscalerAmong } from './autoscaler';
import type { WorkloadTarget } from './target';

/** Reads from the API server at once, for one question about many workloads. */
const AT_ONCE = 8;

type AskActs = (target: WorkloadTarget) => Promise<WorkloadActs>;

/** What a person may do to a workload. The autoscalers of a namespace are read once. */
export function createAskActs(
  actor: Actor,
  ownerOf: (
    target: WorkloadTarget,
    workload: LiveWorkload,
  ) => GitOpsOwner | undefined,
): AskActs {
  const read = new Map<string, ReturnType<typeof autoscalersIn>>();
  const autoscalers = (namespace: string) => {
    const known = read.get(namespace) ?? autoscalersIn(actor, namespace);
    read.set(namespace, known);
    return known;
  };
  return async target => {
    const [workload, found] = await Promise.all([
      readWorkload(actor, target),
      autoscalers(target.namespace),
    ]);
    const autoscaler = autoscalerAmong(found, target);
    const owner = ownerOf(target, workload);
    return answerActs(actor, target, { workload, owner, autoscaler });
  };
}

/** The same of many: one that cannot be told of leaves the others alone. */
export function askManyActs(
  targets: WorkloadTarget[],
  ask: AskActs,
): Promise<WorkloadActsAnswer[]> {
  const limit = pLimit(AT_ONCE);
  return Promise.all(
    targets.map(target =>
      limit(async (): Promise<WorkloadActsAnswer> => {
        try {
          return { state: 'known', answer: await ask(target) };
        } catch (error) {
          const refusal = refusalOf(error, target.cluster);
          const reason = isError(refusal) ? refusal.message : `${refusal}`;
          return { state: 'unknown', reason };
        }
      }),
    ),
  );
}
