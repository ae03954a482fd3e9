import type { Condition, Row } from '../rows';

/** One metric of an autoscaler. Percentages are whole numbers in text; the others Kubernetes quantities. */
export interface ScalingMetric {
  source: 'resource' | 'container' | 'pods' | 'object' | 'external';
  /** `cpu`, `memory`, or the name of a custom metric. */
  name: string;
  /** Of the source `container`. */
  container?: string;
  /** It is divided by the number of pods before it is compared. */
  average?: true;
  unit: 'percent-of-request' | 'quantity';
  target?: string;
  /** Absent while the controller could not read it. */
  current?: string;
}

export interface AutoscalerRow extends Row {
  kind: 'HorizontalPodAutoscaler';
  target: { kind: string; name: string };
  min: number;
  max: number;
  current: number;
  /** What the controller wants, after every bound. */
  desired: number;
  scaledAt?: string;
  metrics: ScalingMetric[];
  conditions: Condition[];
}

/** Kubernetes quantities by resource name, as the quota controller counts them. */
export interface QuotaRow extends Row {
  kind: 'ResourceQuota';
  hard: Readonly<Record<string, string>>;
  used: Readonly<Record<string, string>>;
  /** Which objects are counted, e.g. `NotTerminating`; empty for all. */
  scopes: string[];
}
