import { type DebugRequest, type ShellRequest, shellOverrides } from './shells';

/** A word as a POSIX shell takes it. */
const quoted = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const line = (words: string[]) => words.map(quoted).join(' ');

/** A new shell as a command. Its pod is called `shell`, and so is its container. */
export function runCommand(namespace: string, asked: ShellRequest): string {
  const overrides = { spec: shellOverrides(asked, 'shell') };
  return line([
    ...['kubectl', '-n', namespace, 'run', 'shell', '--rm', '-it'],
    ...['--restart=Never', `--image=${asked.image}`],
    ...asked.env.map(({ name, value }) => `--env=${name}=${value}`),
    '--override-type=strategic',
    `--overrides=${JSON.stringify(overrides)}`,
    ...['--command', '--', ...(asked.command ?? ['sh'])],
  ]);
}

/** A debug container as a command. */
export function debugCommand(
  place: { namespace: string; pod: string },
  asked: DebugRequest,
): string {
  const { image, target, command = ['sh'] } = asked;
  // Of the profiles it is the one that a restricted namespace admits.
  const profile = asked.runsAs === 'restricted' ? 'restricted' : 'general';
  return line([
    ...['kubectl', '-n', place.namespace, 'debug', '-it', place.pod],
    ...[`--image=${image}`, `--profile=${profile}`],
    ...(target ? [`--target=${target}`] : []),
    ...['--', ...command],
  ]);
}
