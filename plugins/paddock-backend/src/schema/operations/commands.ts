import {
  clusterTarget,
  manyActsSchema,
  manyWorkloadActsSchema,
  nothingSchema,
  promoteSchema,
  rollBackSchema,
  scaleSchema,
  workloadActsSchema,
  workloadRevisionSchema,
  workloadTarget,
} from '@paddock/backstage-plugin-paddock-common';
import { z, type ZodType } from 'zod';
import { type Operations, readErrors, writeErrors } from '../operation';

const WORKLOAD =
  '/clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}';

/** An act on a workload, done as the caller. */
const act = (
  operationId: string,
  summary: string,
  body: ZodType = nothingSchema,
) => ({
  operationId,
  summary,
  description:
    'Done as the caller. What becomes of it is seen in the live views.',
  path: workloadTarget,
  body,
  answers: { 202: ['The cluster has taken it'] as const },
  errors: writeErrors,
});

/** One that only Argo Rollouts has. */
const rolloutAct = (...given: Parameters<typeof act>) => ({
  ...act(...given),
  description:
    'Done as the caller, as `kubectl argo rollouts` does it. Rollouts only. What becomes of it is seen in the live views.',
});

export const commandsOperations: Operations = {
  [`POST ${WORKLOAD}/promote`]: rolloutAct(
    'promoteWorkload',
    'Take the next step of a canary, or switch a blue-green rollout',
    promoteSchema,
  ),
  [`POST ${WORKLOAD}/promote-fully`]: rolloutAct(
    'promoteWorkloadFully',
    'Leave out all steps, pauses and analyses that are left',
  ),
  [`POST ${WORKLOAD}/abort`]: rolloutAct(
    'abortWorkload',
    'Go back to the stable revision of a progressive rollout',
  ),
  [`POST ${WORKLOAD}/retry`]: rolloutAct(
    'retryWorkload',
    'Begin an aborted rollout again',
  ),
  [`POST ${WORKLOAD}/restart`]: act(
    'restartWorkload',
    'Make a new revision of the same pod template, as `kubectl rollout restart`',
  ),
  [`POST ${WORKLOAD}/pause`]: act(
    'pauseWorkload',
    'Let changes of a Deployment take no effect, or suspend a Job or a CronJob',
  ),
  [`POST ${WORKLOAD}/resume`]: act(
    'resumeWorkload',
    'Let changes take effect again, or let a Job or a CronJob go on',
  ),
  [`POST ${WORKLOAD}/run-now`]: act(
    'runWorkloadNow',
    'Make a Job of the template of a CronJob at once, beside its schedule',
  ),
  [`POST ${WORKLOAD}/scale`]: act(
    'scaleWorkload',
    'Change the number of pods that are wanted',
    scaleSchema,
  ),
  [`POST ${WORKLOAD}/roll-back`]: act(
    'rollBackWorkload',
    'Put the pod template of an earlier revision in place of the current one',
    rollBackSchema,
  ),
  [`GET ${WORKLOAD}/acts`]: {
    operationId: 'getWorkloadActs',
    summary: 'Which acts are possible for the caller, and why not the others',
    path: workloadTarget,
    answers: { 200: ['An answer for each act', workloadActsSchema] },
    errors: readErrors,
  },
  'POST /clusters/{cluster}/acts': {
    operationId: 'getManyWorkloadActs',
    summary: 'The same for many workloads of a cluster',
    path: clusterTarget,
    body: manyActsSchema,
    answers: {
      200: [
        'An answer for each, in the order of the question',
        manyWorkloadActsSchema,
      ],
    },
    errors: [400, 403, 404, 413, 503],
  },
  [`GET ${WORKLOAD}/revisions`]: {
    operationId: 'listWorkloadRevisions',
    summary:
      'The revisions that the cluster keeps, newest first, with what each changed',
    path: workloadTarget,
    answers: { 200: ['Newest first', z.array(workloadRevisionSchema)] },
    errors: readErrors,
  },
};
