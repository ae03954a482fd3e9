import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Worker } from 'node:worker_threads';
import type { YamlLimits } from './limits';

export interface Job {
  text: string;
  limits: YamlLimits;
}

/** The documents as one JSON text, or what is wrong with them. Neither when the worker itself failed. */
export interface Answer {
  json?: string;
  refusal?: string;
}

/** Why a job got no answer: it was ended for its time, or the thread ran out of memory. */
export type Ending = 'late' | 'memory' | 'broken';

export interface WorkerThread {
  run(job: Job, deadlineMs: number): Promise<Answer | Ending>;
  isAlive(): boolean;
}

const memory = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 };

const isMemoryError = (error: unknown) =>
  (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * One thread for text of others, one job at a time. It is plain JavaScript beside `src`, so it runs the same from source
 * and from a built package, and it gets neither the environment nor the options of the portal's process.
 */
export function startWorkerThread(): WorkerThread {
  const file = resolvePackagePath(
    '@paddock/backstage-plugin-paddock-node',
    'worker',
    'main.js',
  );
  const worker = new Worker(file, {
    argv: [],
    env: {},
    execArgv: [],
    resourceLimits: memory,
  });
  // An idle thread keeps no process from ending.
  worker.unref();
  let isAlive = true;
  let settle: (result: Answer | Ending) => void = () => {};
  worker.on('message', (answer: Answer) => settle(answer));
  worker.on('error', error => {
    isAlive = false;
    settle(isMemoryError(error) ? 'memory' : 'broken');
  });
  worker.on('exit', () => {
    isAlive = false;
    settle('broken');
  });

  return {
    isAlive: () => isAlive,
    run(job, deadlineMs) {
      worker.ref();
      return new Promise<Answer | Ending>(resolve => {
        const late = setTimeout(() => {
          isAlive = false;
          settle('late');
          void worker.terminate();
        }, deadlineMs);
        settle = result => {
          clearTimeout(late);
          settle = () => {};
          worker.unref();
          resolve(result);
        };
        worker.postMessage(job);
      });
    },
  };
}
