import type {
  Amounts,
  DryRun,
  Effects,
  Proof,
  RequestLine,
  RequestQuery,
  RequestSpec,
  RequestState,
  TimelineEntry,
  TimelineKind,
  Verdict,
  BudgetLook,
} from '@paddock/backstage-plugin-paddock-common';
import type { AuditTrail } from '../../audit/trail';
import type { Lease, Progress as BaseProgress } from '../../reconcile/domain';

/** One row of `requests`. */
export interface RequestRow extends RequestLine {
  /** Grows with every lease that was given; writes under an older one are refused. */
  fence: number;
  /** Another team has it than the one that asked: whoever asked is nothing to it any more. */
  handedOver: boolean;
}

/** What was asked with one revision, and what was decided about it. */
export interface RevisionRow {
  requestId: string;
  revision: number;
  spec: RequestSpec;
  effects: Effects;
  verdict: Verdict;
  dryRun: DryRun[];
  budget?: BudgetLook;
  hash: string;
  by: string;
  at: string;
  decision:
    | { state: 'open' }
    | { state: 'automatic'; at: string }
    | { state: 'approved'; by: string; at: string }
    | { state: 'rejected'; by: string; at: string; reason: string }
    | { state: 'withdrawn'; by: string; at: string };
}

export type NewRevision = Omit<RevisionRow, 'revision' | 'at' | 'decision'>;

/** Who may see which rows; made from the person at the door. */
export interface Visibility {
  /** Catalog ref of the person. */
  person: string;
  /** Catalog refs of their groups. */
  groups: string[];
  /** Sees all. */
  everything: boolean;
}

export type { Lease };

/** What the reconciler may write about a request that it holds a lease of. Undefined fields stay as they are. */
export interface Progress extends BaseProgress<RequestState, TimelineKind> {
  expiresAt?: string;
  proofs?: Proof[];
}

/** What a revision that is submitted is decided by, in the transaction that writes it. */
export interface Submission {
  /** What it holds of its team's budget once it is granted. */
  amounts: Amounts;
  budget: Amounts;
  /** What must be there before it can be made, whatever the rules say: `the namespace "a", which is not approved yet`. */
  waitsFor?: string;
}

/** `over`: granting it would have passed the team's budget. */
export interface Entered {
  row: RequestRow;
  over?: BudgetLook;
}

export type Granted =
  | { state: 'granted' }
  /** Granting it would pass the team's budget. */
  | { state: 'over'; look: BudgetLook };

/**
 * The truth of the requests room: intent, decisions, grants and the audit chain. Every method is one transaction, and
 * takes the time from the database. SQLite and PostgreSQL behave alike.
 *
 * @throws ConflictError for a state that does not allow the step (409), NotFoundError for an unknown id, and whatever
 * the driver throws while the database is away.
 */
export interface RequestStore {
  /**
   * A new request with its first revision: a draft, or with a submission `making` where the rules let it pass by
   * themselves and `waiting` where somebody has to approve it or it has to wait; a draft as well where it is over the
   * budget. The caller chooses its id, a random UUID, since the effects carry it. The same person with the same
   * idempotency key and the same body gets the same request; with another body: an error with statusCode 422.
   * A target (kind, cluster, namespace, name) that an open or live request has already: ConflictError that does not
   * tell whose it is.
   */
  create(options: {
    revision: NewRevision;
    submission?: Submission;
    idempotency?: { key: string; bodyHash: string };
  }): Promise<Entered & { existed: boolean }>;
  /**
   * The request that this person has created with this key and body before, if any: it is looked up before anything is
   * checked, since what a request has made must not refuse its own repetition.
   *
   * @throws an error with statusCode 422 for the same key with another body
   */
  replayed(options: {
    person: string;
    idempotency: { key: string; bodyHash: string };
  }): Promise<RequestRow | undefined>;
  /**
   * A further revision: of a draft, of one that waits, or a change of a live one; expects the given revision. It is
   * decided as a new request is. A change of something live that is over the budget is not written at all.
   */
  revise(options: {
    revision: NewRevision;
    expected: number;
    submission?: Submission;
  }): Promise<Entered>;
  get(id: string): Promise<RequestRow | undefined>;
  revision(id: string, revision: number): Promise<RevisionRow>;
  timeline(id: string): Promise<TimelineEntry[]>;
  proofs(id: string): Promise<Proof[]>;
  list(
    query: RequestQuery,
    visibility: Visibility,
  ): Promise<{ items: RequestRow[]; matching: number; waitingForMe: number }>;
  /** Every request about this namespace and in it that is not over, oldest first. */
  inNamespace(place: {
    cluster: string;
    namespace: string;
  }): Promise<RequestRow[]>;
  /** Every request that is not over, oldest first; for the sweeper and the catalog. */
  standing(): Promise<RequestRow[]>;

  /**
   * Decides the latest revision, in one transaction with the budget: `approved` and `automatic` reserve the amounts for
   * the team (a change reserves the larger of old and new) or answer `over` and decide nothing. With `hash`, only if the
   * revision still has it (else ConflictError).
   */
  decide(options: {
    id: string;
    revision: number;
    hash: string;
    decision:
      | { state: 'automatic' }
      | { state: 'approved'; by: string }
      | { state: 'rejected'; by: string; reason: string }
      | { state: 'withdrawn'; by: string };
    amounts: Amounts;
    budget: Amounts;
  }): Promise<Granted>;
  /** What people, and the end of a namespace, bring about without a decision. */
  move(options: {
    id: string;
    from: RequestState[];
    to: RequestState;
    say?: { kind: TimelineKind; by?: string; text: string };
    /** The team that it belonged to when this was allowed; ConflictError when another one has it by now. */
    team?: string;
  }): Promise<RequestRow>;
  /**
   * Offers something live to another team, for so long. Nothing changes hands by this.
   *
   * @param from - the team that it belonged to when that was looked at
   */
  offer(options: {
    id: string;
    team: string;
    from: string;
    by: string;
    forMs: number;
    text: string;
  }): Promise<RequestRow>;
  /** The offer to this team was declined, taken back (`by` somebody), or has lapsed. */
  endOffer(options: {
    id: string;
    team: string;
    by?: string;
    text: string;
  }): Promise<RequestRow>;
  /**
   * A team that it is offered to has accepted: it owns this from now on and, of a namespace, everything that the old team
   * has in it, each with its share of the budget and by a revision of its own. What was not approved yet ends. All of it
   * or nothing: ConflictError where what is there is not exactly `moves`, or is being made or removed.
   */
  handOver(options: {
    id: string;
    team: string;
    by: string;
    budget: Amounts;
    /** The request itself, and each other that moves; `expected` is the revision that the new one was planned from. */
    moves: Array<{ revision: NewRevision; expected: number; amounts: Amounts }>;
  }): Promise<Granted>;
  say(
    id: string,
    entry: { kind: TimelineKind; by?: string; text: string },
  ): Promise<void>;
  /** What is granted to the team. */
  granted(team: string): Promise<Amounts>;

  /** Takes the next request that wants a look and that nobody holds; SKIP LOCKED where there is one. */
  claim(options: { owner: string; forMs: number }): Promise<Lease | undefined>;
  /** Longer, while the work goes on. ConflictError when it was lost. */
  renew(lease: Lease, forMs: number): Promise<void>;
  /** Writes progress; ConflictError when the lease was lost. */
  progress(lease: Lease, progress: Progress): Promise<void>;
  /** After this the grant is what the approved revision says, or gone with a final state. */
  releaseReserve(lease: Lease, amounts: Amounts): Promise<void>;
  release(lease: Lease): Promise<void>;
  /** Somebody should look at it now. */
  wake(id: string): Promise<void>;

  /** Highest seq of the timeline, to notice what other replicas did. */
  lastSeq(): Promise<number>;
  /** Ids of requests with a timeline entry after this seq. */
  changedSince(seq: number): Promise<{ ids: string[]; seq: number }>;
  /** Called after each change made through this object. Returns its stop. */
  onChange(listener: (id: string) => void): () => void;

  /** Those of these keys that somebody was told of. */
  knownOrphans(keys: readonly string[]): Promise<Set<string>>;
  /** Resolves with whether it was not known before. */
  rememberOrphan(key: string): Promise<boolean>;

  readonly audit: AuditTrail;
  stop(): Promise<void>;
}
