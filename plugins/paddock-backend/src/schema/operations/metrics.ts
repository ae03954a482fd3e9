import {
  clusterTarget,
  metricsAnswerSchema,
  metricsQuerySchema,
  namespaceTarget,
  poolAnswerSchema,
  poolQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, readErrors } from '../operation';

export const metricsOperations: Operations = {
  'GET /clusters/{cluster}/namespaces/{namespace}/metrics': {
    operationId: 'readMetrics',
    summary: 'What the pods of a namespace use, beside what they asked for',
    description: 'Where a figure cannot be had, the answer says why.',
    path: namespaceTarget,
    query: metricsQuerySchema,
    answers: { 200: ['Series by subject', metricsAnswerSchema] },
    errors: readErrors,
  },
  'GET /clusters/{cluster}/pool': {
    operationId: 'readPool',
    summary: 'How full a cluster is, by node and by namespace',
    description:
      'Nodes are for who may list nodes and get nodes.metrics.k8s.io; namespaces for who may list their pods and get pods.metrics.k8s.io.',
    path: clusterTarget,
    query: poolQuerySchema,
    answers: {
      200: [
        'What was asked for with its values, all others with their latest figures',
        poolAnswerSchema,
      ],
    },
    errors: readErrors,
  },
};
