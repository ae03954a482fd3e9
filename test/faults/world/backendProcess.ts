import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../packages/local/src/postgres/freePort.ts';
import type { Start } from './backendMain.ts';

/** What a process is made of: everything but its port. */
export interface BackendParts {
  /** The `paddock` section, and the database of the backend. */
  paddock: object;
  database: object;
  server: Start['server'];
}

export interface Crash {
  at: string;
  /** SIGKILL, unless it is said otherwise. */
  by?: 'SIGSTOP';
}

/** A backend process that answers over HTTP. */
export interface BackendProcess {
  pid: number;
  /** Of `/api/paddock`. */
  url: string;
  /** Resolves with the signal that it died of, or its exit code. */
  died: Promise<NodeJS.Signals | number>;
  isAlive(): boolean;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, as a rolling update does; resolves when it is gone. */
  stop(): Promise<void>;
  /** SIGCONT, after it was stopped by its crash point. */
  resume(): void;
}

/** A process that has loaded everything, and waits to be told to start: so that what is killed is there again at once. */
export interface PreparedBackend {
  start(parts: BackendParts, crash?: Crash): Promise<BackendProcess>;
  /** SIGKILL, started or not; resolves when it is gone. */
  kill(): Promise<void>;
}

/** @param logFile - absolute; what the process prints is added to it */
export function prepareBackend(logFile: string): PreparedBackend {
  const log = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'backendMain.ts')],
    {
      stdio: ['ignore', log, log, 'ipc'],
      env: { ...process.env, NODE_ENV: 'test', LOG_LEVEL: 'info' },
    },
  );
  closeSync(log);
  const died = new Promise<NodeJS.Signals | number>(resolve => {
    child.once('exit', (code, signal) => resolve(signal ?? code ?? 1));
  });
  const loaded = told(child, 'loaded');
  const failed = died.then(how => {
    if (typeof how === 'string') return;
    const last = readFileSync(logFile, 'utf8').slice(-3_000);
    throw new Error(`The backend ended with exit code ${how}: ${last}`);
  });
  // Said to whoever starts it; afterwards it may end as it likes.
  failed.catch(() => {});
  return {
    kill: () => end(child, 'SIGKILL'),
    async start(parts, crash) {
      await Promise.race([loaded, failed]);
      const port = await freePort();
      const started = told(child, 'started');
      child.send({ type: 'start', start: startOf(parts, port, crash) });
      // With a crash point, it may have died before it could say so.
      await Promise.race([started, failed]);
      return describe(child, died, port);
    },
  };
}

function startOf(
  { paddock, database, server }: BackendParts,
  port: number,
  crash: Crash | undefined,
): Start {
  const baseUrl = `http://127.0.0.1:${port}`;
  return {
    server,
    config: {
      app: { baseUrl },
      backend: { baseUrl, listen: { host: '127.0.0.1', port }, database },
      paddock,
    },
    crash: crash
      ? {
          PADDOCK_CRASH_AT: crash.at,
          ...(crash.by && { PADDOCK_CRASH_BY: crash.by }),
        }
      : {},
  };
}

const told = (child: ChildProcess, what: string) =>
  new Promise<void>(resolve => {
    child.on('message', (message: { type?: string }) => {
      if (message.type === what) resolve();
    });
  });

const isAlive = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode === null && signalCode === null;

async function end(child: ChildProcess, signal: NodeJS.Signals) {
  if (!isAlive(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  // One that stands still ends only once it goes on.
  child.kill('SIGCONT');
  await gone;
}

const describe = (
  child: ChildProcess,
  died: Promise<NodeJS.Signals | number>,
  port: number,
): BackendProcess => ({
  pid: child.pid!,
  url: `http://127.0.0.1:${port}/api/paddock`,
  died,
  isAlive: () => isAlive(child),
  kill: () => end(child, 'SIGKILL'),
  stop: () => end(child, 'SIGTERM'),
  resume: () => child.kill('SIGCONT'),
});
