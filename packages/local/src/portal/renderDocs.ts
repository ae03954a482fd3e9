import { spawn } from 'node:child_process';
import { chown, lchown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Advice } from '../platform/platform.ts';
import {
  inSandbox,
  mkdocs,
  nobody,
  nothing,
  type DocsPrograms,
} from './docsSandbox.ts';

interface Folders {
  input: string;
  output: string;
}

const longest = 90_000;
const mostBytes = 256 * 1024 ** 2;

/** Renders a folder with a mkdocs.yml into an empty one, in the sandbox, or not at all. */
export async function renderDocs(
  programs: DocsPrograms,
  { input, output }: Folders,
): Promise<void> {
  const sandbox = { ...programs, input, output, root: isRoot() };
  await checkSandbox(programs, { input, output });
  if (sandbox.root) await chown(output, nobody, nobody);
  const code = await bubblewrap(sandbox, mkdocs(programs), 'inherit');
  if (code !== 0) {
    throw new Advice(
      `mkdocs failed (${code}).`,
      `A rendering may take ${longest / 1000} s and 1 GiB of memory.`,
    );
  }
  await takeBack(output);
}

/** @throws Advice where this machine does not let the sandbox be made. */
export async function checkSandbox(
  programs: DocsPrograms,
  { input, output }: Folders,
): Promise<void> {
  const sandbox = { ...programs, input, output, root: isRoot() };
  const said: string[] = [];
  const code = await bubblewrap(sandbox, nothing(programs), words =>
    said.push(words),
  );
  if (code === 0) return;
  throw new Advice(
    `Docs are not rendered, because this machine does not let their sandbox be made (${said
      .join('')
      .trim()}).`,
    'It takes root with all its capabilities, or user namespaces for everybody.',
  );
}

const isRoot = () => process.getuid?.() === 0;

function bubblewrap(
  sandbox: DocsPrograms & Folders & { root: boolean },
  command: string[],
  output: 'inherit' | ((words: string) => void),
): Promise<number | string | null> {
  const told = output === 'inherit' ? output : 'pipe';
  const child = spawn(sandbox.bubblewrap, inSandbox(sandbox, command), {
    env: {},
    stdio: ['ignore', told, told],
    timeout: longest,
    killSignal: 'SIGKILL',
  });
  if (output !== 'inherit') {
    child.stdout?.resume();
    child.stderr?.setEncoding('utf8').on('data', output);
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal));
  });
}

/** What was rendered becomes ours again. It is files and folders: a link would be followed by whoever serves it. */
async function takeBack(output: string): Promise<void> {
  const [user, group] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  let bytes = 0;
  const take = async (path: string) => {
    const about = await lstat(path);
    if (!about.isFile() && !about.isDirectory()) {
      throw new Advice(
        'The rendered docs have something that is neither a file nor a folder.',
        'They are not published.',
      );
    }
    bytes += about.size;
    if (bytes > mostBytes) {
      throw new Advice(
        `The rendered docs are larger than ${mostBytes / 1024 ** 2} MiB.`,
        'They are not published.',
      );
    }
    await lchown(path, user, group);
    if (!about.isDirectory()) return;
    for (const name of await readdir(path)) await take(join(path, name));
  };
  await take(output);
}
