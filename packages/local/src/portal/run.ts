import { join } from 'node:path';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';

/** Starts the portal's backend, which also serves the built pages, and waits until it is ready. */
export async function runPortal(
  platform: Platform,
  configFile: string,
): Promise<string> {
  const { supervisor, steps, ports } = platform;
  await steps.run('the portal', async () => {
    supervisor.start({
      name: 'portal',
      command: process.execPath,
      args: [
        '--require',
        join(checkout, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
        join(checkout, 'packages/backend/src/index.ts'),
        '--config',
        join(checkout, 'app-config.yaml'),
        '--config',
        configFile,
      ],
      cwd: join(checkout, 'packages/backend'),
      env: {
        NODE_ENV: 'production',
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
      },
      graceSeconds: 15,
    });
    await untilPortalAnswers(platform, 'portal');
  });
  return `http://localhost:${ports.portal}`;
}

export async function untilPortalAnswers(
  { supervisor, state, ports }: Platform,
  log: string,
): Promise<void> {
  await waitFor(
    {
      what: 'The portal',
      seconds: 180,
      signal: supervisor.signal,
      whatToDo: `Look at ${join(state, 'logs', `${log}.log`)}.`,
      every: 250,
    },
    async () =>
      (
        await fetch(
          `http://127.0.0.1:${ports.portal}/.backstage/health/v1/readiness`,
        )
      ).ok,
  );
}
