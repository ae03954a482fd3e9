import type { ChildProcess } from 'node:child_process';

export interface ChildOptions {
  /** Short and unique: names the log file and appears in messages. */
  name: string;
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** How long it may take to end after SIGTERM before it is killed. */
  graceSeconds?: number;
  /** It starts processes that do not end with it: all of its process group are ended. */
  wholeGroup?: boolean;
  /** Called after each start of the process, also after the one that ends a bounce. */
  onStart?: () => void;
}

export interface Supervisor {
  /**
   * Starts a process that must live as long as the platform: it is started again when it ends. One that ends soon after its
   * start cannot start, and ends the platform. Its output goes to `<state>/logs/<name>.log`.
   */
  start(options: ChildOptions): ChildProcess;
  /** Ends one child on purpose (its death is then no reason to stop). Resolves when it is gone. */
  end(name: string): Promise<void>;
  /** Kills one child (SIGKILL) and starts the same again later: what a fault looks like to everything around it. */
  bounce(name: string, secondsAway: number): Promise<void>;
  /** Cleans up after the children when the platform stops; run in reverse order, each bounded by `seconds`. */
  atStop(title: string, seconds: number, work: () => Promise<void>): void;
  /** Aborted when the platform begins to stop. */
  readonly signal: AbortSignal;
  /** Stops everything, once; later calls wait for the first. */
  stop(why: string): Promise<void>;
  /** Resolves with the reason when the platform has stopped. */
  readonly stopped: Promise<string>;
}
