import { spawn } from 'node:child_process';
import { Advice } from '../platform/platform.ts';

export interface RunOptions {
  input?: string;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Ends the command, and everything that it started, when aborted. */
  signal?: AbortSignal;
  /** Is given every line that the command prints, as progress. */
  onLine?: (line: string) => void;
}

/** Runs a command to its end and returns what it printed; throws with its last lines when it fails. */
export async function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { input, env, cwd, signal, onLine } = options;
  refuseWhenStopping(command, signal);
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    // A group of its own, so that ending it reaches what the command started.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const end = () => {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
  };
  signal?.addEventListener('abort', end);
  let printed = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    onLine?.(lastLine(text));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4000);
    onLine?.(lastLine(text));
  });
  // A command that ends without reading its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  try {
    const code = await new Promise<number | string | null>(
      (resolve, reject) => {
        child.once('error', reject);
        child.once('close', (exitCode, by) => resolve(exitCode ?? by));
      },
    );
    refuseWhenStopping(command, signal);
    if (code !== 0) throw new CommandError({ command, args, code, complaint });
    return printed;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

function refuseWhenStopping(command: string, signal?: AbortSignal): void {
  if (signal?.aborted) {
    throw new Advice(
      `${command} was not run to its end.`,
      'The platform is stopping.',
    );
  }
}

type Failure = {
  command: string;
  args: readonly string[];
  code: number | string | null;
  complaint: string;
};

export class CommandError extends Error {
  constructor({ command, args, code, complaint }: Failure) {
    const tail = complaint.trim().split('\n').slice(-8).join('\n');
    super(`${command} ${args.join(' ')} failed (${code}):\n${tail}`);
    this.name = 'CommandError';
  }
}

/** For commands whose failure is an answer: no output means "it did not work". */
export async function attempt(
  command: string,
  args: readonly string[],
): Promise<string | undefined> {
  return run(command, args).catch(() => undefined);
}

function lastLine(text: string): string {
  return (text.trimEnd().split('\n').at(-1) ?? '').slice(0, 100);
}
