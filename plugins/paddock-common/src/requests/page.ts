import type { BudgetLook, Verdict } from './check';
import type { RequestAct, RequestState } from './lifecycle';
import type { DryRun, Effects } from './plan';
import type { RequestKind, RequestSpec } from './spec';

/** One line of the lists. */
export interface RequestLine {
  id: string;
  kind: RequestKind;
  cluster: string;
  /** The namespace that it lies in; for a namespace, its own name. */
  namespace: string;
  name: string;
  team: string;
  component?: string;
  state: RequestState;
  /** Counted from 1; each edit and each change is one more. */
  revision: number;
  /** The revision that is, or is being, made. Smaller than `revision` while a change waits. */
  approvedRevision?: number;
  requestedBy: string;
  createdAt: string;
  updatedAt: string;
  expiresAt?: string;
  /** What it waits for: "Vault, which is sealed". */
  waitsFor?: string;
  /** Why it needs a person. */
  attention?: string;
  /** The team that it is to be handed over to, once a member of that team accepts it. */
  offer?: {
    /** Catalog ref. */
    team: string;
    /** Catalog ref of whoever offers it. */
    by: string;
    /** ISO 8601; it lapses then. */
    until: string;
  };
}

export const timelineKinds = [
  'asked',
  'edited',
  'checked',
  'approved',
  'rejected',
  'withdrawn',
  'comment',
  'made',
  'waits',
  'attention',
  'proven',
  'value-written',
  'drift',
  'mended',
  'expiry-warning',
  'expired',
  'removing',
  'removed',
  'offered',
  'offer-ended',
  'handed-over',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One line of a request's story. `seq` grows over all requests. */
export interface TimelineEntry {
  seq: number;
  /** ISO 8601. */
  at: string;
  kind: TimelineKind;
  /** Catalog ref of the person; absent where the portal acted by itself. */
  by?: string;
  revision: number;
  /** A sentence, or the comment. */
  text: string;
}

/** Something observed that shows that the request is what it should be. */
export interface Proof {
  /** `service account reads its path and no other` */
  what: string;
  outcome: 'proven' | 'failed' | 'open';
  detail: string;
  /** ISO 8601; when it was last looked at. */
  at: string;
}

/** Answer of `GET /requests/:id`. */
export interface RequestPage extends RequestLine {
  spec: RequestSpec;
  /** What is in force, while a change waits. */
  liveSpec?: RequestSpec;
  verdict: Verdict;
  effects: Effects;
  dryRun: DryRun[];
  budget?: BudgetLook;
  hash: string;
  decidedBy?: string;
  timeline: TimelineEntry[];
  proofs: Proof[];
  /** Of secrets: what a workload's manifest needs to get it, as YAML. */
  snippet?: string;
  may: Record<RequestAct, true | string>;
}

/** What Vault tells about a secret: never a value. */
export interface SecretVersions {
  /** `secret/paddock/prod-1/payments/apps/db` */
  path: string;
  current: number;
  versions: Array<{ version: number; createdAt: string; deletedAt?: string }>;
}
