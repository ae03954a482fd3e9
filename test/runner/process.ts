import { spawn } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Where the output of a suite goes, and whether it makes way for others. */
export interface How {
  print: (text: string) => void;
  /** Takes the processor that the suites beside it leave: those wait on clocks. */
  quiet?: boolean;
  env?: NodeJS.ProcessEnv;
}

/** Runs a program to its end. Its children inherit the priority. */
export function run(
  [command = '', ...args]: readonly string[],
  { print, quiet = false, env }: How,
): Promise<{ code: number; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ...env,
        FORCE_COLOR: '0',
        NODE_OPTIONS: '--max-old-space-size=6144',
      },
    });
    if (quiet && child.pid)
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    let output = '';
    const take = (data: Buffer) => {
      output += data;
      print(String(data));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', fail);
    child.on('close', code => done({ code: code ?? 1, output }));
  });
}
