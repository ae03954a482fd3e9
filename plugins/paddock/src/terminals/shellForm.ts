import {
  type DebugRequest,
  debugRequestSchema,
  type ShellRequest,
  shellRequestSchema,
} from '@paddock/backstage-plugin-paddock-common';
import { wordsOf } from './words';

/** What is typed into the form of a new shell. */
export interface ShellForm {
  image: string;
  command: string;
  /** One `NAME=value` a line. */
  env: string;
  node: string;
  cpu: string;
  memory: string;
  /** Runs as the image says, and not as a user without rights. */
  asImage: boolean;
}

export const blankShell: ShellForm = {
  ...{ image: '', command: '', env: '', node: '', cpu: '', memory: '' },
  asImage: false,
};

export type Read<Asked> =
  | { is: 'complete'; asked: Asked }
  | { is: 'incomplete'; why: string };

const incomplete = (why: string) => ({ is: 'incomplete', why } as const);

/** What the form asks for, or what of it cannot be asked for. */
export function readShell(form: ShellForm): Read<ShellRequest> {
  const { image, node, cpu, memory, asImage } = form;
  if (!image.trim()) return incomplete('Name an image.');
  const command = wordsOf(form.command);
  if (command.is === 'open-quote') return incomplete(openQuote);
  const lines = form.env.split('\n').filter(line => line.trim() !== '');
  const wrong = lines.find(
    line => !/^\s*[-._A-Za-z][-._A-Za-z0-9]*=/.test(line),
  );
  if (wrong) return incomplete(`"${wrong.trim()}" is not NAME=value.`);
  const parsed = shellRequestSchema.safeParse({
    image: image.trim(),
    ...(command.words.length > 0 && { command: command.words }),
    env: lines.map(line => {
      const at = line.indexOf('=');
      return { name: line.slice(0, at).trim(), value: line.slice(at + 1) };
    }),
    ...(node.trim() && { node: node.trim() }),
    ...(cpu.trim() && { cpu: cpu.trim() }),
    ...(memory.trim() && { memory: memory.trim() }),
    runsAs: asImage ? 'image' : 'restricted',
  });
  return parsed.success
    ? { is: 'complete', asked: parsed.data }
    : incomplete(firstProblem(parsed.error));
}

const openQuote = 'A quote in the command is not closed.';

/** The same for a debug container. */
export function readDebug(
  form: Pick<ShellForm, 'image' | 'command' | 'asImage'>,
  target: string,
): Read<DebugRequest> {
  if (!form.image.trim()) return incomplete('Name an image.');
  const command = wordsOf(form.command);
  if (command.is === 'open-quote') return incomplete(openQuote);
  const parsed = debugRequestSchema.safeParse({
    image: form.image.trim(),
    ...(command.words.length > 0 && { command: command.words }),
    ...(target && { target }),
    runsAs: form.asImage ? 'image' : 'restricted',
  });
  return parsed.success
    ? { is: 'complete', asked: parsed.data }
    : incomplete(firstProblem(parsed.error));
}

const fields: Record<string, string> = {
  image: 'Image',
  command: 'Command',
  env: 'Environment variables',
  node: 'Node',
  cpu: 'CPU',
  memory: 'Memory',
};

function firstProblem({
  issues: [first],
}: {
  issues: ReadonlyArray<{ path: PropertyKey[]; message: string }>;
}): string {
  const field = fields[String(first?.path[0])] ?? 'This';
  return `${field}: ${first?.message ?? 'it cannot be so'}.`;
}
