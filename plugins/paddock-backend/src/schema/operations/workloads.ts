import {
  deniedSchema,
  entityTarget,
  entityWorkloadsSchema,
  objectTarget,
  scalingHistorySchema,
  workloadPageSchema,
  workloadQuerySchema,
  workloadReasonsSchema,
  workloadTarget,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors } from '../operation';

export const workloadsOperations: Operations = {
  'GET /workloads': {
    operationId: 'listWorkloads',
    summary: 'A window of all workloads that the caller may see',
    query: workloadQuerySchema,
    answers: { 200: ['The window', workloadPageSchema] },
    errors: [400, 403],
    details: { 403: deniedSchema },
  },
  'GET /entities/{kind}/{namespace}/{name}/workloads': {
    operationId: 'listEntityWorkloads',
    summary: 'The workloads of a catalog entity, with their pods',
    path: entityTarget,
    answers: { 200: ['What of it the caller may see', entityWorkloadsSchema] },
    errors: [400, 403, 404],
    details: { 403: deniedSchema },
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/autoscalers/{name}/history': {
    operationId: 'getScalingHistory',
    summary: 'What a HorizontalPodAutoscaler has decided, and why',
    description:
      "The autoscaler and its events are read as the caller. What was decided since the portal began to watch is told with the figures of that moment; what was decided before it as the autoscaler's events tell it.",
    path: objectTarget,
    answers: { 200: ['Everything newest first', scalingHistorySchema] },
    errors: readErrors,
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/workloads/{kind}/{name}/reasons':
    {
      operationId: 'getWorkloadReasons',
      summary: 'Why a workload is as it is, with what is not watched',
      path: workloadTarget,
      answers: {
        200: [
          'The findings of the live views, with what the cluster says of the volume claims that pods wait for',
          workloadReasonsSchema,
        ],
      },
      errors: readErrors,
    },
};
