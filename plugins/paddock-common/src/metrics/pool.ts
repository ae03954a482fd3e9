import { z } from 'zod';
import type { MissingRight } from '../live/frames';
import { type MetricHistory, type MetricSubject, metricRanges } from './model';

/** Answer of `GET /clusters/:cluster/pool`. */
export interface PoolAnswer {
  cluster: string;
  /** When was measured: seconds since 1970, oldest first. */
  at: number[];
  /** What was asked for, with its values; absent where it is the cluster, and the person may not see its nodes. */
  rung?: MetricSubject;
  /** These and the following without the values of before. */
  nodes:
    | { state: 'shown'; all: MetricSubject[] }
    | { state: 'denied'; missing: MissingRight[] };
  /** Those whose pods the person may see measured. */
  namespaces: MetricSubject[];
  /** Of the node that was asked for; those that the person may see measured. */
  pods: MetricSubject[];
  history: MetricHistory;
}

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
