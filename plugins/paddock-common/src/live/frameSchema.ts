import { z } from 'zod';
import { homeItemSchema, homeMetaSchema } from '../home/schemas';
import {
  requestLineSchema,
  requestPageSchema,
  requestWindowSchema,
} from '../requests/schemas/request';
import {
  podLineSchema,
  workloadSchema,
  workloadWindowSchema,
} from '../workloads/schemas/workload';
import { controlFrameSchema } from './schemas';

const itemSchema = z.union([
  workloadSchema,
  podLineSchema,
  requestLineSchema,
  requestPageSchema,
  homeItemSchema,
]);
const entries = z.array(z.tuple([z.string(), itemSchema]));
const meta = z
  .union([workloadWindowSchema, requestWindowSchema, homeMetaSchema])
  .optional();
const common = { id: z.string(), cursor: z.string(), meta };

/** All that the stream carries, of every topic. */
export const frameSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({ type: z.literal('snapshot'), ...common, items: entries })
      .describe('Replaces everything known of this topic'),
    z.strictObject({
      type: z.literal('delta'),
      ...common,
      changed: entries,
      gone: z.array(z.string()),
    }),
    controlFrameSchema,
  ])
  .describe('What the stream carries, one JSON object a server-sent event');
