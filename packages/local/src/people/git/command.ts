import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

const running = new Set<ChildProcess>();
const run = promisify(execFile);

/**
 * What git may see: nothing of the person's own configuration, credentials or hooks, so that this
 * server does the same on every machine.
 */
const environment = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_LITERAL_PATHSPECS: '1',
  GIT_TERMINAL_PROMPT: '0',
};

/** Given with every command, so that repositories made by an earlier version follow too. */
const settings = [
  'core.hooksPath=/dev/null',
  // Who pushed what and when, in each repository.
  'core.logAllRefUpdates=always',
  'transfer.fsckObjects=true',
  'receive.maxInputSize=268435456',
  // Git would tidy up in the background, beyond the end of the platform.
  'receive.autogc=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap(setting => ['-c', setting]);

export type Environment = Record<string, string>;

/** Runs git to its end. Rejects when it fails, or says more than 16 MiB. */
export async function git(args: readonly string[]): Promise<Buffer> {
  const { stdout } = await run('git', [...settings, ...args], {
    env: environment,
    encoding: 'buffer',
    maxBuffer: 16 * 1024 * 1024,
    timeout: 60_000,
  });
  return stdout;
}

/** Starts git with its input and output open. Its errors go to the log of this server. */
export function startGitProcess(args: readonly string[], more?: Environment) {
  const child = spawn('git', [...settings, ...args], {
    env: { ...environment, ...more },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.add(child);
  // Its end is what its users wait for; it comes after this too.
  child.once('error', error => console.error(error));
  child.once('close', () => running.delete(child));
  return child;
}

/** Ends what is still running; git passes the signal on to the processes of its own. */
export function endGitProcesses(): void {
  for (const child of running) child.kill('SIGTERM');
}
