export const contenders = ['paddock', 'client-node'] as const;
export type Contender = (typeof contenders)[number];

/** What a measuring process is told. */
export interface SyncTask {
  contender: Contender;
  server: string;
  token: string;
  /** The cluster's certificate authority: PEM in base64. */
  authority: string;
  /** The peer's entry file. */
  peer: string;
}

/** What a measuring process answers; memory in bytes, beyond that of the same process before it began. */
export interface SyncAnswer {
  pods: number;
  emptyRss: number;
  rss: number;
  heap: number;
  peakRss: number;
  syncedMs: number;
  longestPauseMs: number;
}
