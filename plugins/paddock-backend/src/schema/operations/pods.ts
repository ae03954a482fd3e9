import {
  logDownloadSchema,
  logFrameSchema,
  logRequestSchema,
  namespaceTarget,
  objectTarget,
  podDetailSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import { type Operations, readErrors } from '../operation';

export const podsOperations: Operations = {
  'GET /clusters/{cluster}/namespaces/{namespace}/pods/{name}': {
    operationId: 'getPod',
    summary: 'Everything about one pod, as `kubectl describe` tells it',
    path: objectTarget,
    answers: { 200: ['The pod', podDetailSchema] },
    errors: readErrors,
  },
  'GET /clusters/{cluster}/namespaces/{namespace}/pods/{name}/log': {
    operationId: 'downloadLog',
    summary: 'The whole log of one container, as a file',
    path: objectTarget,
    query: logDownloadSchema,
    answers: { 200: ['Plain text of any length', z.string(), 'text/plain'] },
    errors: readErrors,
  },
  'POST /clusters/{cluster}/namespaces/{namespace}/logs': {
    operationId: 'streamLogs',
    summary: 'The logs of several containers as one stream',
    description:
      'One LogFrame a line, until the logs end, the right is lost, or the caller goes. A slow reader slows the cluster down, and nothing piles up.',
    path: namespaceTarget,
    body: logRequestSchema,
    answers: {
      200: ['JSON objects, one a line', logFrameSchema, 'application/x-ndjson'],
    },
    errors: [400, 403, 404, 413, 503],
  },
};
