import type {
  AuditLine,
  AuditVerdict,
} from '@paddock/backstage-plugin-paddock-common';

export type { AuditLine };

export type NewLine = Omit<AuditLine, 'seq' | 'at' | 'previousHash' | 'hash'>;

/** The end of the chain, or what was the end of it once. */
export type Head = Pick<AuditLine, 'seq' | 'hash'>;

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
  verify(known?: Head): Promise<AuditVerdict>;
}
