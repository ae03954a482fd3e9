/** How far a controller says that it is. */
export interface Progress {
  /** Until the controller has seen this generation, its counts describe the previous one. */
  seen: boolean;
  done: boolean;
  /** A change is on its way; false when the last one was once complete. */
  moving: boolean;
  /** The kind reports by itself when it makes no progress. */
  hasDeadline: boolean;
  /** The controller's words, when it gave up waiting. */
  deadline?: string;
  /** The API server's words, when the controller could make nothing of the change. */
  refused?: string;
  held?: 'paused' | 'on-delete' | 'partition' | 'promotion';
  /** Pods of the revision before are kept on purpose, for a while. */
  partly?: boolean;
  /** Why a progressive rollout does not go on by itself. */
  failure?: { is: 'aborted' | 'invalid'; message: string };
}
