import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

interface Where {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

function start(command: string, args: string[], { cwd, env }: Where) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const take = (data: Buffer) => void said.push(String(data));
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return { child, output: () => said.join('') };
}

/** @throws Error with the end of what it said, where it fails. */
export async function run(command: string, args: string[], where: Where) {
  const { child, output } = start(command, args, where);
  const [code] = await once(child, 'close');
  if (code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} ended with ${code}:\n${output().slice(
        -4_000,
      )}`,
    );
  }
  return output();
}

export interface Backend {
  url: string;
  stop(): Promise<void>;
}

/** Starts a Backstage backend, and resolves once it says that it is ready. */
export async function startBackend(
  args: string[],
  port: number,
  cwd: string,
): Promise<Backend> {
  const url = `http://localhost:${port}`;
  const { child, output } = start(process.execPath, args, {
    cwd,
    env: { NODE_ENV: 'development' },
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  const until = Date.now() + 120_000;
  for (;;) {
    const ready = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    if (ready?.ok) return { url, stop };
    if (child.exitCode !== null || Date.now() > until) {
      await stop();
      throw new Error(`The backend did not start:\n${output().slice(-6_000)}`);
    }
    await delay(100);
  }
}
