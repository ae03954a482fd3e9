import { z } from 'zod';
import { metricRanges } from './model';

/** Query of `GET …/pool`: a node or a namespace, or the whole cluster. */
export const poolQuerySchema = z.strictObject({
  of: z
    .string()
    .max(300)
    .regex(/^(node|namespace):[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
    .optional(),
  range: z.enum(metricRanges).default('15'),
});

export const poolTargetSchema = z.strictObject({
  cluster: z.string().min(1).max(253),
});
