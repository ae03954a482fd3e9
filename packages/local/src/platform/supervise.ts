import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Advice } from './platform.ts';
import type { ChildOptions, Supervisor } from './supervisor.ts';

type Child = {
  process: ChildProcess;
  options: ChildOptions;
  graceSeconds: number;
  expected: boolean;
  gone: Promise<void>;
};
type StopWork = { title: string; seconds: number; work: () => Promise<void> };

/** What has lived for so long had started well. */
const usualSteadyMs = 10_000;
const againMs = 1_000;

const pause = (milliseconds: number) =>
  new Promise<void>(resolve => {
    setTimeout(resolve, milliseconds).unref();
  });

/** False when no process of the group is left. Every part leads a group of its own. */
function killGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    return false;
  }
}

export function createSupervisor(
  state: string,
  say: (line: string) => void,
  steadyMs = usualSteadyMs,
): Supervisor {
  const logs = join(state, 'logs');
  mkdirSync(logs, { recursive: true });
  const children = new Map<string, Child>();
  const order: Array<{ child: string } | StopWork> = [];
  const abort = new AbortController();
  let stopping: Promise<void> | undefined;
  let reportStopped: (why: string) => void = () => {};
  const stopped = new Promise<string>(resolve => {
    reportStopped = resolve;
  });

  async function end(name: string): Promise<void> {
    const child = children.get(name);
    if (!child) return;
    child.expected = true;
    const { gone, graceSeconds, options, process: leader } = child;
    const kill = (signal: NodeJS.Signals) =>
      options.wholeGroup && leader.pid
        ? killGroup(leader.pid, signal)
        : leader.kill(signal);
    kill('SIGTERM');
    const deadline = Date.now() + graceSeconds * 1000;
    await Promise.race([gone, pause(graceSeconds * 1000)]);
    const isLeft = () =>
      options.wholeGroup && leader.pid
        ? killGroup(leader.pid, 0)
        : leader.exitCode === null && leader.signalCode === null;
    while (isLeft() && Date.now() < deadline) await wait(50);
    if (isLeft()) {
      kill('SIGKILL');
      await gone;
    }
    children.delete(name);
  }

  /** Starts it anew after a while, in its old place: what it rests on ends after it. */
  async function startAgain(options: ChildOptions, afterMs: number) {
    children.delete(options.name);
    // When the platform stops meanwhile, the start refuses.
    const { signal } = abort;
    await wait(afterMs, undefined, { signal }).catch(() => {});
    supervisor.start(options);
  }

  async function stopAll(why: string): Promise<void> {
    abort.abort();
    for (const entry of order.reverse()) {
      if ('child' in entry) {
        await end(entry.child);
      } else {
        const failed = await Promise.race([
          entry.work().then(
            () => undefined,
            (error: unknown) => String(error),
          ),
          pause(entry.seconds * 1000).then(
            () => `took longer than ${entry.seconds} s`,
          ),
        ]);
        if (failed) say(`  ✗ ${entry.title}: ${failed}`);
      }
    }
    reportStopped(why);
  }

  const supervisor: Supervisor = {
    signal: abort.signal,
    stopped,
    end,
    atStop: (title, seconds, work) => order.push({ title, seconds, work }),
    stop(why) {
      stopping ??= stopAll(why);
      return stopping;
    },
    async bounce(name, secondsAway) {
      const child = children.get(name);
      if (!child) {
        throw new Advice(
          `There is no part called "${name}".`,
          `Take one of ${[...children.keys()].join(', ')}.`,
        );
      }
      child.expected = true;
      child.process.kill('SIGKILL');
      await child.gone;
      await startAgain(child.options, secondsAway * 1000);
    },
    start(options) {
      const { name, command, args, env, cwd, graceSeconds = 10 } = options;
      if (abort.signal.aborted)
        throw new Advice(
          `${name} was not started.`,
          'The platform is stopping.',
        );
      const file = join(logs, `${name}.log`);
      const log = openSync(file, 'a');
      const child = spawn(command, args, {
        // Our own binaries end when this process is gone, even when it was killed.
        env: { ...process.env, ...env, PADDOCK_PARENT: String(process.pid) },
        cwd,
        // A group of its own: Ctrl-C reaches only the starter, which then ends the parts in order.
        detached: true,
        stdio: ['ignore', log, log],
      });
      closeSync(log);
      const gone = new Promise<void>(resolve => {
        child.once('error', () => resolve());
        child.once('exit', () => resolve());
      });
      const entry: Child = {
        process: child,
        options,
        graceSeconds,
        expected: false,
        gone,
      };
      children.set(name, entry);
      const isKnown = order.some(
        each => 'child' in each && each.child === name,
      );
      if (!isKnown) order.push({ child: name });
      const began = performance.now();
      child.once('error', error => {
        if (!entry.expected)
          void supervisor.stop(
            `${name} could not be started: ${error.message}`,
          );
      });
      child.once('exit', (code, by) => {
        if (entry.expected || abort.signal.aborted) return;
        say(lastLines(file, 5));
        const how = `${name} ended (${by ?? `exit code ${code}`})`;
        if (performance.now() - began < steadyMs) {
          void supervisor.stop(`${how}. Its log: ${file}`);
          return;
        }
        say(`  ! ${how} and is started again. Its log: ${file}`);
        startAgain(options, againMs).catch((error: unknown) => {
          if (!abort.signal.aborted) void supervisor.stop(String(error));
        });
      });
      options.onStart?.();
      return child;
    },
  };
  return supervisor;
}

function lastLines(file: string, count: number): string {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-count)
    .map(line => `    ${line}`)
    .join('\n');
}
