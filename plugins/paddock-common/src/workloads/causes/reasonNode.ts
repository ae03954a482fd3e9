import type { Reason } from '../reason';

/** The cluster's own words, unshortened, and what they are about. */
export interface ReasonEvidence {
  /** `Pod payments-api-7c9f, event Unhealthy from kubelet` */
  about: string;
  /** The name of the pod that can be opened. */
  pod?: string;
  /** ISO 8601 */
  at?: string;
  message: string;
}

/** One cause in words, what is behind it, and the evidence. */
export interface ReasonNode extends Reason {
  evidence: ReasonEvidence[];
  children: ReasonNode[];
}

export const leaf = (reason: Reason): ReasonNode => ({
  ...reason,
  evidence: [],
  children: [],
});
