import { z } from 'zod';
import { metricRange } from './model';

/** Query of `GET …/pool`: a node or a namespace, or the whole cluster. */
export const poolQuerySchema = z.strictObject({
  of: z
    .string()
    .max(300)
    .regex(/^(node|namespace):[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
    .optional()
    .describe(
      'Whose values are wanted, `node:<name>` or `namespace:<name>`. Default: the cluster',
    ),
  range: metricRange,
});
