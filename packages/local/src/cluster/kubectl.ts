import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Advice } from '../platform/platform.ts';
import { peopleIdentities } from './identities.ts';
import { kubeconfigPath } from './kubeconfig.ts';

export const adminKubeconfig = (state: string) => join(state, 'kubeconfig');

/** Says, for a later `npm run kubectl`, which binary this platform was started with. */
const binaryRecord = (state: string) => join(state, 'kubectl.json');

export async function recordBinary(
  state: string,
  binary: string,
): Promise<void> {
  await writeFile(binaryRecord(state), `${JSON.stringify({ binary })}\n`);
}

/** Runs kubectl and returns what it printed. */
export async function captureKubectl(
  { binary, kubeconfig }: { binary: string; kubeconfig: string },
  args: readonly string[],
  input = '',
): Promise<string> {
  const child = spawn(binary, [
    'kubectl',
    `--kubeconfig=${kubeconfig}`,
    ...args,
  ]);
  const exit = exitOf(child);
  child.stdin.on('error', () => {
    // kubectl may end without reading what it was handed; its exit code tells.
  });
  child.stdin.end(input);
  const [printed, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    exit,
  ]);
  if (code === 0) return printed;
  throw new Error(
    `kubectl ${args.join(' ')}: ${complaint.trim() || `exit code ${code}`}`,
  );
}

/** Splits off `--as NAME` when NAME is one of the sample people; kubectl keeps its own --as for all others. */
export function splitPerson(args: readonly string[]): {
  person?: string;
  rest: readonly string[];
} {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  for (const [index, arg] of own.entries()) {
    const [flag, joined] = arg.split('=', 2);
    if (flag !== '--as') continue;
    const name = joined ?? own[index + 1];
    if (!peopleIdentities.some(person => person.name === name)) continue;
    const taken = joined === undefined ? 2 : 1;
    return {
      person: name,
      rest: [...args.slice(0, index), ...args.slice(index + taken)],
    };
  }
  return { rest: args };
}

/**
 * `npm run kubectl -- ARGS`: as the administrator, or with `--as NAME` as a
 * sample person, with a certificate of that person's own. Resolves with
 * kubectl's exit code.
 */
export async function runKubectl(
  state: string,
  args: readonly string[],
): Promise<number> {
  if (!existsSync(binaryRecord(state))) {
    throw new Advice(
      `No platform has been started with the state folder ${state}.`,
      'Run "npm start" first, and this in a second terminal.',
    );
  }
  const { binary } = JSON.parse(
    await readFile(binaryRecord(state), 'utf8'),
  ) as {
    binary: string;
  };
  const { person, rest } = splitPerson(args);
  const kubeconfig = person
    ? kubeconfigPath(state, person)
    : adminKubeconfig(state);
  const child = spawn(binary, ['kubectl', ...rest], {
    stdio: 'inherit',
    // By the environment: a plug-in or a --kubeconfig among the arguments must still work.
    env: { ...process.env, KUBECONFIG: kubeconfig },
  });
  // Ctrl-C goes to kubectl as well, which decides what it means.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    return (await exitOf(child)) ?? 1;
  } finally {
    process.off('SIGINT', ignore);
  }
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
