import { Advice } from './platform/platform.ts';

type Command = (args: string[]) => Promise<number>;

/** Each is loaded only when it is asked for: `npm run kubectl` need not load the rest. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  dev: async () => (await import('./start.ts')).dev,
  kubectl: async () => (await import('./commands.ts')).kubectl,
  token: async () => (await import('./commands.ts')).token,
  bounce: async () => (await import('./commands.ts')).bouncePart,
  vault: async () => (await import('./commands.ts')).vault,
  test: async () => (await import('./commands.ts')).test,
  bench: async () => (await import('./commands.ts')).bench,
};

const [name = '', ...args] = process.argv.slice(2);

try {
  const load = commands[name];
  if (!load) {
    throw new Advice(
      `There is no command "${name}".`,
      `Use one of ${Object.keys(commands).join(', ')}.`,
    );
  }
  process.exitCode = await (await load())(args);
} catch (error) {
  // Advice is written for a person; anything else is a defect, whose place matters.
  console.error(error instanceof Advice ? `\n  ✗ ${error.message}` : error);
  process.exitCode = 1;
}
