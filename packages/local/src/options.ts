import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { defaultStateFolder } from './platform/paths.ts';
import { Advice } from './platform/platform.ts';

export interface StartOptions {
  state: string;
  instance: number;
  /** Do not ask: install Debian packages, create in or remove from a cluster of one's own. */
  yes: boolean;
  /** Forget all state first. */
  reset: boolean;
  /** Without the sample services. */
  empty: boolean;
  /** Number of simulated nodes. */
  nodes: number;
  /** Try to run the real worker. */
  worker: boolean;
  /** Run the controller of Argo Rollouts beside the embedded cluster. */
  rollouts: boolean;
  /** A cluster of one's own instead of the embedded one. */
  kubeconfig?: string;
  context?: string;
  /** Take back what earlier starts created in that cluster, and start nothing. */
  remove: boolean;
}

const flags = {
  state: { type: 'string' },
  instance: { type: 'string', default: '0' },
  yes: { type: 'boolean', default: false },
  reset: { type: 'boolean', default: false },
  empty: { type: 'boolean', default: false },
  nodes: { type: 'string', default: '12' },
  'no-worker': { type: 'boolean', default: false },
  'no-rollouts': { type: 'boolean', default: false },
  kubeconfig: { type: 'string' },
  context: { type: 'string' },
  remove: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** In a file of its own: `--help` answers before anything is installed. */
export const startUsage = readFileSync(
  new URL('../usage.txt', import.meta.url),
  'utf8',
).trimEnd();

function whole(
  name: string,
  text: string,
  least: number,
  most: number,
): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Advice(
      `--${name} ${text} is not possible.`,
      `Give a whole number from ${least} to ${most}.`,
    );
  }
  return value;
}

/** Undefined where the person asks for the usage. @throws Advice for what it does not know */
export function parseStartOptions(args: string[]): StartOptions | undefined {
  const { values } = (() => {
    try {
      return parseArgs({ args, options: flags, strict: true });
    } catch (error) {
      throw new Advice((error as Error).message, `\n\n${startUsage}`);
    }
  })();
  if (values.help) return undefined;
  for (const name of ['context', 'remove'] as const) {
    if (values[name] && !values.kubeconfig) {
      throw new Advice(
        `--${name} is about a cluster of your own.`,
        'Give --kubeconfig FILE too.',
      );
    }
  }
  return {
    state: values.state ? resolve(values.state) : defaultStateFolder,
    instance: whole('instance', values.instance, 0, 9),
    yes: values.yes || process.env.CI === 'true',
    reset: values.reset,
    empty: values.empty,
    nodes: whole('nodes', values.nodes, 1, 5000),
    worker: !values['no-worker'],
    rollouts: !values['no-rollouts'],
    kubeconfig: values.kubeconfig && resolve(values.kubeconfig),
    context: values.context,
    remove: values.remove,
  };
}
