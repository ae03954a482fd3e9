import type { ObjectEvent } from '../../pods/model';

/** What keeps one pod from being ready. */
export type PodCause =
  | { is: 'container'; container: string; reason: string }
  | { is: 'readiness'; container: string }
  | { is: 'init'; container: string; done: number; of: number }
  | { is: 'node' }
  /** A Job's pod that has ended in failure. */
  | { is: 'failed' }
  /** It is on its way, and nothing is known to be wrong. */
  | { is: 'starting' };

/** One pod that is not ready. */
export interface PodFact {
  name: string;
  node?: string;
  /** As `kubectl get pods` prints it. */
  status: string;
  restarts: number;
  cause: PodCause;
  /** The cluster's own words about it. */
  message?: string;
}

/** What the reasons of one workload are told from, beside the workload: answer of `GET …/workloads/:kind/:name/reasons`. */
export interface ReasonFacts {
  /** Those that are not ready, at most 50 of them. */
  pods: PodFact[];
  /** The node of every pod of the workload, by the pod's name. */
  nodes: Record<string, string>;
  /** Warnings about the workload, what it owns and some of these pods. Empty also for somebody who may not see events. */
  events: ObjectEvent[];
}
