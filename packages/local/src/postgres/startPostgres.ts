import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Advice } from '../platform/platform.ts';
import { providePostgres } from './fetchPostgres.ts';
import {
  binaryOf,
  environmentOf,
  type PostgresPrograms,
} from './findPostgres.ts';
import { initialise, settle, unprivileged } from './initPostgres.ts';
import { signalTree } from './processTree.ts';

export interface PostgresOptions {
  /** Absolute; new or empty, and reachable for everybody: PostgreSQL refuses to run as root, and becomes nobody then. */
  folder: string;
  /** On the loopback address. */
  port: number;
  say?: (line: string) => void;
  /** Which one to start; otherwise this machine's, or Debian's, which is fetched into the cache. */
  programs?: PostgresPrograms;
}

/** A running server for tests: it survives being killed, but not the machine's losing power. */
export interface Postgres {
  /** Of its superuser, with a password. */
  readonly connectionString: string;
  readonly programs: PostgresPrograms;
  /** Ends it, with whatever it is doing. The data stay. */
  stop(): Promise<void>;
  /** It stands still: connections stay open and nothing is answered, as when a machine hangs. */
  pause(): void;
  resume(): void;
  /** It dies at once (SIGKILL). */
  kill(): Promise<void>;
  /** After `stop` or `kill`; resolves once it answers. */
  start(): Promise<void>;
}

/** Makes an empty database cluster in the folder and starts it. */
export async function startPostgres({
  folder,
  port,
  say = () => {},
  ...options
}: PostgresOptions): Promise<Postgres> {
  const found = options.programs ?? (await providePostgres(say));
  const programs = settle(folder, found);
  const password = randomBytes(18).toString('hex');
  await initialise({ folder, programs, password });

  let running: ChildProcess | undefined;
  const server = {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    programs,
    pause: () => signalTree(pidOf(running), 'SIGSTOP'),
    resume: () => signalTree(pidOf(running), 'SIGCONT'),
    async start() {
      running ??= await launch({ folder, port, programs });
    },
    // "Immediate shutdown": nobody is waited for (postgres(1)).
    stop: () => end('SIGQUIT'),
    kill: () => end('SIGKILL'),
  };
  async function end(signal: NodeJS.Signals) {
    const child = running;
    running = undefined;
    if (!child?.pid || hasEnded(child)) return;
    const gone = new Promise(resolve => child.once('exit', resolve));
    signalTree(child.pid, signal);
    // One that stands still ends only once it goes on.
    signalTree(child.pid, 'SIGCONT');
    await gone;
  }
  await server.start();
  return server;
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) =>
  exitCode !== null || signalCode !== null;

function pidOf(child: ChildProcess | undefined): number {
  if (child?.pid) return child.pid;
  throw new Advice('PostgreSQL does not run.', 'Start it first.');
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 300,
  // A test's data survive the server, and need not survive the machine.
  fsync: 'off',
  full_page_writes: 'off',
  jit: 'off',
};

async function launch({
  folder,
  port,
  programs,
}: {
  folder: string;
  port: number;
  programs: PostgresPrograms;
}): Promise<ChildProcess> {
  const file = join(folder, 'postgres.log');
  const log = openSync(file, 'a');
  const [command, args] = unprivileged(binaryOf(programs, 'postgres'));
  const flags = Object.entries({ ...settings, port }).flatMap(
    ([name, value]) => ['-c', `${name}=${value}`],
  );
  const child = spawn(
    command,
    [...args, '-D', join(folder, 'data'), ...flags],
    {
      cwd: folder,
      env: { ...process.env, ...environmentOf(programs) },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  child.once('error', () => {});
  await untilReady(child, { data: join(folder, 'data'), log: file });
  return child;
}

/** The last line of this file of the server's own says how it is (storage-file-layout in its manual). */
async function untilReady(
  child: ChildProcess,
  { data, log }: { data: string; log: string },
): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const end = performance.now() + 30_000;
  for (;;) {
    const lines = existsSync(file)
      ? readFileSync(file, 'utf8').trimEnd().split('\n')
      : [];
    const own = lines[0] === String(child.pid);
    if (own && lines.at(-1)?.trim() === 'ready') return;
    if (hasEnded(child) || performance.now() > end) {
      child.kill('SIGQUIT');
      throw new Advice(
        'PostgreSQL did not start.',
        `Its log says why: ${log}.`,
      );
    }
    await pause(20);
  }
}
