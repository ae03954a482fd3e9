import { parseArgs } from 'node:util';
import { Advice } from '../platform/platform.ts';
import { serveLoopback, type Handle } from './loopback.ts';

/** What a part that runs as its own process is started with; see part.ts. */
export interface PartArguments {
  readonly state: string;
  readonly instance: number;
  readonly parent: number;
}

function partArguments(argv: readonly string[]): PartArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      state: { type: 'string' },
      instance: { type: 'string' },
      parent: { type: 'string' },
    },
  });
  const [instance, parent] = [Number(values.instance), Number(values.parent)];
  if (!values.state || !Number.isInteger(instance) || !parent) {
    throw new Error('--state, --instance and --parent are needed.');
  }
  return { state: values.state, instance, parent };
}

/** What a part serves, where, and what it ends of its own when it stops. */
export interface Serving {
  readonly port: number;
  readonly handle: Handle;
  readonly stop?: () => void;
}

/** Calls `stop` once: when the process is asked to end, or when the process that started it is gone. */
function endWithParent(parent: number, stop: () => void): void {
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // A starter that was killed cannot say so; its children are then handed to another process.
  setInterval(() => process.ppid !== parent && stop(), 1000).unref();
}

/** The whole life of a part that runs as its own process. */
export async function runPart(
  begin: (part: PartArguments) => Promise<Serving>,
): Promise<void> {
  try {
    const part = partArguments(process.argv.slice(2));
    const { port, handle, stop } = await begin(part);
    const server = await serveLoopback(port, handle);
    endWithParent(part.parent, () => {
      server.close();
      server.closeAllConnections();
      stop?.();
      process.exit(0);
    });
  } catch (error) {
    console.error(error instanceof Advice ? error.message : error);
    process.exitCode = 1;
  }
}
