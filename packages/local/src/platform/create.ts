import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { StartOptions } from '../options.ts';
import { cacheFolder } from './paths.ts';
import { startControl } from './control.ts';
import { Advice, type Platform } from './platform.ts';
import { portsOf } from './ports.ts';
import { createSteps } from './steps.ts';
import { createSupervisor } from './supervise.ts';

/** The reason of a stop that a person has asked for. */
export const asked = 'as you asked';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** One platform per state folder: two would write into the same etcd. */
function lock(state: string): string {
  const file = join(state, 'pid');
  if (existsSync(file)) {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid !== process.pid && isRunning(pid)) {
      throw new Advice(
        `A platform with this state already runs (process ${pid}).`,
        'Use that one, end it, or start another with --instance 1 --state DIR.',
      );
    }
  }
  writeFileSync(file, String(process.pid));
  return file;
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)))
      .listen(port, '127.0.0.1');
  });
}

async function checkPorts(ports: Platform['ports']): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of Object.entries(ports)) {
    if (!(await isFree(port))) taken.push(`${port} (${name})`);
  }
  if (taken.length > 0) {
    throw new Advice(
      `Taken by another program: port ${taken.join(', ')}.`,
      'End that program, or use other ports with --instance 1 --state DIR.',
    );
  }
}

/** A platform that is ready for its parts: its state folder locked, its ports free, and stopped by Ctrl-C, SIGTERM or its parent's death. */
export async function createPlatform(
  options: Pick<StartOptions, 'state' | 'instance' | 'yes' | 'reset'>,
  /** Frees what a killed run has left mounted in the state folder: needed before it can be deleted. */
  sweep: (place: { state: string; instance: number }) => Promise<void>,
): Promise<Platform> {
  const { state, instance } = options;
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const lockFile = lock(state);
  if (options.reset) {
    await sweep(options);
    rmSync(state, { recursive: true });
  }
  mkdirSync(state, { recursive: true, mode: 0o700 });
  writeFileSync(lockFile, String(process.pid));
  const ports = portsOf(instance);
  await checkPorts(ports);

  const say = (line: string) => console.log(line);
  const supervisor = createSupervisor(state, say);
  supervisor.atStop('the lock', 1, async () =>
    rmSync(lockFile, { force: true }),
  );
  startControl(state, supervisor);
  stopOnRequest(supervisor.stop);
  return {
    instance,
    state,
    cache: cacheFolder,
    ports,
    steps: createSteps(say),
    supervisor,
    mayInstall: options.yes,
  };
}

function stopOnRequest(stop: (why: string) => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop(asked));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent)
      void stop('the process that started it has gone');
  }, 500).unref();
}
