import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { checkout } from '../platform/paths.ts';
import type { Platform } from '../platform/platform.ts';
import { untilPortalAnswers } from './run.ts';

/** Starts the portal with hot reload: the backend restarts, and the pages change, as files are saved. */
export async function runDevPortal(
  platform: Platform,
  configFile: string,
): Promise<string> {
  const { supervisor, steps, ports, state } = platform;
  const url = `http://localhost:${ports.portalDev}`;
  const devConfig = join(state, 'portal', 'app-config.dev.yaml');
  writeFileSync(
    devConfig,
    stringify({
      app: {
        baseUrl: url,
        listen: { host: '127.0.0.1', port: ports.portalDev },
      },
    }),
  );
  const configs = [join(checkout, 'app-config.yaml'), configFile, devConfig];
  await steps.run('the portal, with hot reload', async () => {
    for (const name of ['backend', 'app']) {
      supervisor.start({
        name: `portal-${name}`,
        command: 'yarn',
        args: [
          'backstage-cli',
          'package',
          'start',
          ...configs.flatMap(file => ['--config', file]),
        ],
        cwd: join(checkout, 'packages', name),
        // yarn starts the CLI, which starts what serves.
        wholeGroup: true,
        env: {
          NODE_ENV: 'development',
        },
      });
    }
    await untilPortalAnswers(platform, 'portal-backend');
  });
  return url;
}
