import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Every process of the machine, with its arguments. */
export async function processList(): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-ewwo', 'args']);
  return stdout;
}

/** Names of files below a folder that hold the text, which is not among the arguments of what looks for it. */
export async function filesWith(text: string, folder: string): Promise<string> {
  const grep = execFile('grep', ['-rlaf', '-', folder]);
  let found = '';
  grep.stdout?.on('data', piece => (found += piece));
  grep.stdin?.end(text);
  const code = await new Promise(resolve => grep.once('close', resolve));
  // By grep(1): 1 where nothing is found, and 2 where it could not look.
  if (code !== 0 && code !== 1) throw new Error(`grep ended with ${code}`);
  return found;
}
