/** One line of the audit trail. `hash` covers everything else of the line, and the line before it. */
export interface AuditLine {
  seq: number;
  at: string;
  /** Catalog ref of a person, or `portal`. */
  actor: string;
  /** Kebab-case, as in Backstage's auditor. */
  event: string;
  phase: 'intended' | 'done' | 'failed' | 'noted';
  requestId?: string;
  detail: Record<string, string | number | boolean>;
  previousHash: string;
  hash: string;
}

export type NewLine = Omit<AuditLine, 'seq' | 'at' | 'previousHash' | 'hash'>;

/** The end of the chain, or what was the end of it once. */
export type Head = Pick<AuditLine, 'seq' | 'hash'>;

export interface Verdict {
  lines: number;
  /** The first line that is not as the portal wrote it. */
  broken?: { seq: number; why: string };
  /** Up to here a signature vouches that nobody has written the chain anew. Absent where nothing is signed. */
  anchored?: { seq: number; at: string };
}

/** Append-only and hash-chained; the database refuses updates and deletes of it. */
export interface AuditTrail {
  /** Resolves with the line's place in the chain. */
  append(line: NewLine): Promise<Head>;
  /** Writes the line as soon as the database takes it, for what has happened already. Never throws. */
  owe(line: NewLine): void;
  search(options: {
    text?: string;
    actor?: string;
    event?: string;
    requestId?: string;
    before?: number;
    limit: number;
  }): Promise<AuditLine[]>;
  /**
   * Walks the whole chain, in batches.
   *
   * @param known - a line as it was published in the log once
   */
  verify(known?: Head): Promise<Verdict>;
}
