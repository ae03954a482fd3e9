import {
  entityWorkloadsParams,
  frameSchema,
  homeParams,
  liveRequestSchema,
  requestQuerySchema,
  requestTopicSchema,
  topicRequestSchema,
  workloadQuerySchema,
} from '@paddock/backstage-plugin-paddock-common';
import { z } from 'zod';
import type { Operations } from '../operation';

/** What the stream takes, with the parameters that each topic takes in turn. */
const topics = z
  .array(
    topicRequestSchema.extend({
      topic: z.enum([
        'workloads',
        'entity-workloads',
        'home',
        'requests',
        'request',
      ]),
      params: z.union([
        workloadQuerySchema,
        entityWorkloadsParams,
        homeParams,
        requestQuerySchema,
        requestTopicSchema,
      ]),
    }),
  )
  .min(1)
  .max(50);

export const liveOperations: Operations = {
  'POST /live': {
    operationId: 'openLive',
    summary: 'One stream for everything that a tab shows',
    description:
      'Answers with server-sent events, each of which carries one Frame as JSON. The stream goes on until either side ends it. Send the cursor of the last frame of a topic as `resume` to go on from there.',
    body: liveRequestSchema.extend({ topics }),
    answers: { 200: ['The stream', frameSchema, 'text/event-stream'] },
    errors: [400, 403, 413],
  },
};
