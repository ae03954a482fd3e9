import type { ZodType } from 'zod';
import type { WorkloadObject } from '../kube/objects/objects';
import type { Actor } from './act';

export interface NamedWorkload {
  cluster: string;
  namespace: string;
  name: string;
}

/** How a workload is named in a path, and read as the person: for rooms that tell more about workloads. */
export interface WorkloadReading<Target extends NamedWorkload> {
  target: ZodType<Target>;
  /** @throws KubeError */
  read(actor: Actor, target: Target): Promise<WorkloadObject>;
}
