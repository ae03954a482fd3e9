import { ServiceUnavailableError } from '@backstage/errors';
import {
  startWorkerThread,
  type Answer,
  type Ending,
  type Job,
  type WorkerThread,
} from './workerThread';

export interface PoolOptions {
  /** Threads, which are started when they are needed. */
  size: number;
  /** Jobs that wait at most; more are turned away. */
  waiting: number;
  /** For one job, from when a thread begins it. */
  deadlineMs: number;
  start?: () => WorkerThread;
}

/** Runs jobs in threads, first come, first served. A thread that had to be ended is replaced. */
export function createPool({
  size,
  waiting,
  deadlineMs,
  start = startWorkerThread,
}: PoolOptions) {
  const idle: WorkerThread[] = [];
  const queue: Array<() => void> = [];
  let running = 0;

  async function turn(): Promise<void> {
    if (running < size) {
      running += 1;
      return;
    }
    if (queue.length >= waiting) {
      throw new ServiceUnavailableError(
        'Too many YAML files are being read just now. Try again in a minute.',
      );
    }
    await new Promise<void>(resolve => queue.push(resolve));
  }

  function endTurn() {
    const next = queue.shift();
    // Whoever waits takes over the turn, which stays counted.
    if (next) next();
    else running -= 1;
  }

  function takeIdle(): WorkerThread | undefined {
    let thread = idle.pop();
    while (thread && !thread.isAlive()) thread = idle.pop();
    return thread;
  }

  /** @throws ServiceUnavailableError when too many wait */
  return async function run(job: Job): Promise<Answer | Ending> {
    await turn();
    try {
      const thread = takeIdle() ?? start();
      const result = await thread.run(job, deadlineMs);
      if (thread.isAlive()) idle.push(thread);
      return result;
    } finally {
      endTurn();
    }
  };
}
