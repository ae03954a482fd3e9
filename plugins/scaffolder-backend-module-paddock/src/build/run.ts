import { spawn } from 'node:child_process';
import { createLineSplitter } from './lines';

const patience = 5_000;

export interface Command {
  program: string;
  arguments: string[];
  folder: string;
  environment: Record<string, string>;
}

export interface Watch {
  signal: AbortSignal;
  onLine: (line: string) => void;
}

/** Ends a whole process group: politely, and by force when it is still there after five seconds. */
function endGroup(leader: number): () => void {
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(-leader, signal);
    } catch {
      // The group is gone, which is what was wanted.
    }
  };
  send('SIGTERM');
  const timer = setTimeout(() => send('SIGKILL'), patience);
  return () => {
    clearTimeout(timer);
    send('SIGKILL');
  };
}

/**
 * Runs a program to its end without a shell, in a process group of its own, and gives out its output by lines.
 * Resolves with the exit code; rejects when the program cannot be started, dies of a signal, or the watch is aborted
 * (then with the reason of the abort).
 */
export function runCommand(command: Command, watch: Watch): Promise<number> {
  return new Promise((resolve, reject) => {
    if (watch.signal.aborted) {
      reject(watch.signal.reason);
      return;
    }
    const child = spawn(command.program, command.arguments, {
      cwd: command.folder,
      env: command.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let finishEnding: (() => void) | undefined;
    const onAbort = () => {
      if (child.pid) finishEnding = endGroup(child.pid);
    };
    watch.signal.addEventListener('abort', onAbort, { once: true });

    for (const stream of [child.stdout, child.stderr]) {
      const lines = createLineSplitter(watch.onLine);
      stream.on('data', lines.push);
      stream.on('end', lines.end);
    }
    child.on('error', error => {
      watch.signal.removeEventListener('abort', onAbort);
      reject(error);
    });
    child.on('exit', () => {
      // What the program left behind would hold the pipes, and its folders.
      if (child.pid) endGroup(child.pid)();
    });
    child.on('close', (code, signal) => {
      watch.signal.removeEventListener('abort', onAbort);
      finishEnding?.();
      if (watch.signal.aborted) reject(watch.signal.reason);
      else if (code === null) {
        reject(new Error(`${command.program} was ended by ${signal}`));
      } else resolve(code);
    });
  });
}
