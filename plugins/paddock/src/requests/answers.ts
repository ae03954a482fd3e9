/** One line of the audit trail; `hash` covers everything else of the line, and the line before it. */
export interface AuditLine {
  seq: number;
  /** ISO 8601. */
  at: string;
  /** Catalog ref of a person, or `portal`. */
  actor: string;
  event: string;
  phase: 'intended' | 'done' | 'failed' | 'noted';
  requestId?: string;
  detail: Record<string, string | number | boolean>;
  previousHash: string;
  hash: string;
}

/** Answer of `GET /audit/verify`. */
export interface ChainVerdict {
  /** How many were looked at. */
  lines: number;
  broken?: { seq: number; why: string };
}

export interface AuditFilters {
  text: string;
  actor: string;
  event: string;
  requestId: string;
}
