import { z } from 'zod';
import type { WorkloadChange } from '../workloads/changes';
import type { Workload, WorkloadState } from '../workloads/model';

/** Services that one home page follows at most. */
export const mostServices = 150;

/** Parameters of the topic `home`: catalog refs of the services of whoever looks. */
export const homeParams = z.strictObject({
  services: z.array(z.string().min(3).max(320)).max(mostServices),
});

/** How one service is, over all its workloads that may be seen. */
export interface HomeService {
  type: 'service';
  /** Its catalog ref. */
  id: string;
  /** The state that needs a person most; without one where nothing of it is seen to run, or nothing says what belongs to it. */
  state: WorkloadState | 'nothing-seen' | 'not-connected';
  workloads: number;
  /** Of all its workloads together. */
  pods: { available: number; wanted: number };
  /** Those of its workloads that need a person, worst first; a few. */
  troubled: Workload[];
}

/** Items of the topic `home`. The changes are those of the last hour. */
export type HomeItem = HomeService | (WorkloadChange & { service: string });

/** Meta of the topic `home`. */
export interface HomeMeta {
  /** ISO 8601: of what happened before it, nothing is known here. */
  since: string;
}
