import {
  applyAnswerSchema,
  applyRequestSchema,
  clusterLineSchema,
  namespaceTarget,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import { type Operations, writeErrors } from '../operation';

export const clustersOperations: Operations = {
  'GET /clusters': {
    operationId: 'listClusters',
    summary: 'The clusters of the portal, and how far they can be trusted',
    answers: { 200: ['The clusters', z.array(clusterLineSchema)] },
    errors: [403],
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/apply': {
    operationId: 'applyObjects',
    summary: 'Server-side apply of objects, as the caller',
    path: namespaceTarget,
    body: applyRequestSchema,
    answers: { 200: ['The objects as they were left', applyAnswerSchema] },
    errors: writeErrors,
  },
};
