import { spawn } from 'node:child_process';
import { type Writable } from 'node:stream';

export interface Rendering {
  /** A program and its first arguments. It is given two more: a folder with a mkdocs.yml, and an empty one for the pages. */
  command: readonly string[];
  input: string;
  output: string;
  log?: Writable;
}

// The program has a shorter limit of its own; this one is for a program that stands still.
const longest = 180_000;
const kept = 2_000;

/** Runs the program, without the portal's environment; throws with the last that it said. */
export async function render({
  command: [program = '', ...first],
  input,
  output,
  log,
}: Rendering): Promise<void> {
  const child = spawn(program, [...first, input, output], {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  let said = '';
  const take = (words: string) => {
    log?.write(words);
    said = (said + words).slice(-kept);
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code === 0) return;
  const last = said.trim().split('\n').slice(-5).join('\n');
  throw new Error(`The docs could not be rendered (${code}): ${last}`);
}
