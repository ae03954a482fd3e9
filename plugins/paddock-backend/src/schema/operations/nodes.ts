import {
  cordonSchema,
  nodeTarget,
  uncordonSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { type Operations, writeErrors } from '../operation';

export const nodesOperations: Operations = {
  'POST /clusters/{cluster}/nodes/{node}/cordon': {
    operationId: 'cordonNode',
    summary: 'Place no new pods on a node, and say who wants it so and why',
    description:
      'Needs the permission `paddock.node.update`, and is done as the caller. What somebody else has cordoned is left to them.',
    path: nodeTarget,
    body: cordonSchema,
    answers: { 202: ['The cluster has taken it, or it was so already'] },
    errors: writeErrors,
  },
  'POST /clusters/{cluster}/nodes/{node}/uncordon': {
    operationId: 'uncordonNode',
    summary: 'Place pods on a node again',
    description:
      "Needs the permission `paddock.node.update`, and is done as the caller. Only one's own cordon is ended.",
    path: nodeTarget,
    body: uncordonSchema,
    answers: { 202: ['The cluster has taken it, or it was so already'] },
    errors: writeErrors,
  },
  'POST /clusters/{cluster}/nodes/{node}/drain': {
    operationId: 'drainNode',
    summary: 'Not there yet',
    description:
      'Without the permission `paddock.node.update` it is refused like the others; with it, it is not found.',
    path: nodeTarget,
    body: uncordonSchema,
    answers: {},
    errors: [400, 403, 404, 413],
  },
};
