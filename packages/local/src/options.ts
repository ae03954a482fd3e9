import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { defaultStateFolder } from './platform/paths.ts';
import { Advice } from './platform/platform.ts';

export interface StartOptions {
  state: string;
  instance: number;
  /** Install Debian packages without asking. */
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
} as const;

export const startUsage = `npm start -- [--yes] [--empty] [--reset] [--nodes N] [--no-worker]
             [--no-rollouts] [--kubeconfig FILE [--context NAME]] [--state DIR]
             [--instance N]

  --yes         install missing Debian packages (CI=true does the same)
  --empty       leave the sample services out
  --reset       forget all state first
  --nodes N     number of simulated nodes (12)
  --no-worker   simulated nodes only
  --no-rollouts without progressive delivery by Argo Rollouts
  --kubeconfig  use this cluster instead of the embedded one
  --state       where state is kept (.paddock)
  --instance    0 to 9: run beside another platform, with ports 100 further each`;

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

/** Throws Advice for what it does not know. */
export function parseStartOptions(args: string[]): StartOptions {
  const { values } = (() => {
    try {
      return parseArgs({ args, options: flags, strict: true });
    } catch (error) {
      throw new Advice((error as Error).message, `\n\n${startUsage}`);
    }
  })();
  if (values.context && !values.kubeconfig) {
    throw new Advice(
      '--context names a context of a file.',
      'Give --kubeconfig FILE too.',
    );
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
  };
}
