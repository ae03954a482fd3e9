import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApp, type App } from './app';
import { readConfig, type Config } from './config';
import { createLog, type Log } from './log';

const log = createLog(line => process.stdout.write(line));

/** Ends with 0 when every request was answered, with 1 when some were cut. */
async function end({ server, startEnding }: App, { lingerMs, drainMs }: Config): Promise<number> {
  startEnding();
  // Load balancers learn of the end while connections still arrive.
  await sleep(lingerMs);
  const closed = new Promise<number>(resolve => server.close(() => resolve(0)));
  server.closeIdleConnections();
  const late = sleep(drainMs, 1, { ref: false });
  const code = await Promise.race([closed, late]);
  server.closeAllConnections();
  return code;
}

function start(config: Config, say: Log): void {
  const app = createApp(config, say);
  app.server.once('error', error => {
    say('cannot listen', { error: error.message });
    process.exit(1);
  });
  app.server.listen(config.port, config.host, () => {
    const { port } = app.server.address() as AddressInfo;
    say('listening', { host: config.host, port });
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      say('ending', { signal });
      void end(app, config).then(code => {
        say('ended', { code });
        process.exit(code);
      });
    });
  }
}

try {
  start(readConfig(process.env, fileURLToPath(new URL('./public', import.meta.url))), log);
} catch (error) {
  log('cannot start', { error: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
