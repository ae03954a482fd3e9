import type { LoggerService } from '@backstage/backend-plugin-api';
import type { HeldLease } from './heldLease';
import type { Stop } from './stop';

/** The right to work on one record for a while. All writes with it fail once a newer one was given. */
export interface Lease {
  /** Of the record. */
  id: string;
  /** The fencing token: it grows with every lease of the record. */
  fence: number;
  /** ISO 8601, by the database's clock: what "now" is for whoever holds it. */
  givenAt: string;
}

/** What the reconciler reads of a record. */
export interface Reconciled {
  id: string;
  /** What it waits for: `Vault, which is sealed`. */
  waitsFor?: string;
  /** Why it needs a person. */
  attention?: string;
}

/** What is written about a record under a lease. Undefined fields stay as they are. */
export interface Progress<State extends string, Kind extends string> {
  state?: State;
  /** Where the record must be for this; ConflictError where somebody has sent it elsewhere meanwhile. */
  from?: readonly State[];
  /** `''` clears it. */
  waitsFor?: string;
  /** `''` clears it. */
  attention?: string;
  /** A line of its timeline. */
  say?: { kind: Kind; text: string };
  /** Milliseconds until somebody should look again. */
  lookAgainInMs?: number;
}

/** The lines that the reconciler itself writes. */
export type OwnKind = 'waits' | 'attention';

/** A table of records, which several processes share. */
export interface Records<
  R extends Reconciled,
  State extends string,
  Kind extends string,
> {
  /** Takes the next record that wants a look and that nobody holds. */
  claim(options: { owner: string; forMs: number }): Promise<Lease | undefined>;
  /** Longer, while the work goes on. ConflictError when it was lost. */
  renew(lease: Lease, forMs: number): Promise<void>;
  release(lease: Lease): Promise<void>;
  get(id: string): Promise<R | undefined>;
  /** ConflictError when the lease was lost. */
  progress(
    lease: Lease,
    progress: Progress<State, Kind | OwnKind>,
  ): Promise<void>;
  /** Somebody should look at it now. */
  wake(id: string): Promise<void>;
  /** Called after each change made in this process. Returns its stop. */
  onChange(listener: (id: string) => void): () => void;
}

/** One run over one record. */
export interface Run<R> {
  record: R;
  held: HeldLease;
}

/** Records that have a life of their own. What they are about is known here alone. */
export interface Domain<
  R extends Reconciled,
  State extends string,
  Kind extends string,
> {
  /** What one record is called in the log: `request`. */
  noun: string;
  records: Records<R, State, Kind>;
  /** Reads where the record is, and does what is missing next. Answers why it could not go on to the end. */
  reconcile(run: Run<R>): Promise<Stop | undefined>;
  /** Whether its timeline says what it waits for. */
  tellsWaiting(record: R): boolean;
  /** How a record that needs a person is left. */
  needsPerson(
    run: Run<R>,
  ): Pick<Progress<State, Kind>, 'from' | 'state' | 'lookAgainInMs'>;
  /** Tells people that it needs one of them. */
  callPerson(record: R, why: string): void;
  logger: LoggerService;
}
