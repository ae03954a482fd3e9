import type { Condition, OwnerRef, Row } from '../rows';

export interface JobRow extends Row {
  kind: 'Job';
  component?: string;
  labels: Readonly<Record<string, string>>;
  owner?: OwnerRef;
  /** Absent where any one success is enough. */
  completions?: number;
  parallelism: number;
  backoffLimit: number;
  suspended: boolean;
  /** spec.managedBy, where it is not the cluster's own controller. */
  managedBy?: string;
  active: number;
  succeeded: number;
  failed: number;
  startedAt?: string;
  completedAt?: string;
  images: string[];
  conditions: Condition[];
}

export interface CronJobRow extends Row {
  kind: 'CronJob';
  component?: string;
  labels: Readonly<Record<string, string>>;
  schedule: string;
  timeZone?: string;
  suspended: boolean;
  /** How many runs its controller knows to be at work. */
  active: number;
  lastScheduledAt?: string;
  lastSucceededAt?: string;
  images: string[];
}
