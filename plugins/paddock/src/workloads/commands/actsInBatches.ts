import {
  type ManyWorkloadActs,
  mostActsAsked,
  type Workload,
  type WorkloadActsAnswer,
} from '@paddock/backstage-plugin-paddock-common';
import type { Portal } from '../../portal/createPortal';
import { inWords } from '../../portal/PortalError';

type Target = Pick<Workload, 'cluster' | 'namespace' | 'kind' | 'name'>;

interface Question {
  target: Target;
  answer: (answer: WorkloadActsAnswer) => void;
}

/** Questions of one page load come within a few renders. */
const gatherMs = 20;

const waiting = new WeakMap<Portal, Question[]>();

/** What the person may do to a workload; all that are asked about at the same time are one request. Never rejects. */
export function askActs(
  portal: Portal,
  target: Target,
): Promise<WorkloadActsAnswer> {
  return new Promise(answer => {
    const questions = waiting.get(portal);
    if (questions) {
      questions.push({ target, answer });
      return;
    }
    waiting.set(portal, [{ target, answer }]);
    setTimeout(() => {
      const asked = waiting.get(portal) ?? [];
      waiting.delete(portal);
      for (const batch of inBatches(asked)) void settle(portal, batch);
    }, gatherMs);
  });
}

/** Of one cluster each, and of no more than may be asked at once. */
function inBatches(questions: Question[]): Question[][] {
  const clusters = new Set(questions.map(({ target }) => target.cluster));
  return [...clusters].flatMap(cluster => {
    const own = questions.filter(({ target }) => target.cluster === cluster);
    return Array.from(
      { length: Math.ceil(own.length / mostActsAsked) },
      (_, at) => own.slice(at * mostActsAsked, (at + 1) * mostActsAsked),
    );
  });
}

async function settle(portal: Portal, batch: Question[]): Promise<void> {
  const cluster = batch[0]?.target.cluster ?? '';
  const workloads = batch.map(({ target: { namespace, kind, name } }) => ({
    namespace,
    kind,
    name,
  }));
  let answers: WorkloadActsAnswer[];
  try {
    const path = `/clusters/${encodeURIComponent(cluster)}/acts`;
    const { items } = await portal.ask<ManyWorkloadActs>(path, { workloads });
    answers = items;
  } catch (error) {
    const lost = { state: 'unknown', reason: inWords(error) } as const;
    answers = batch.map(() => lost);
  }
  const unanswered = { state: 'unknown', reason: 'No answer came.' } as const;
  batch.forEach(({ answer }, at) => answer(answers[at] ?? unanswered));
}
