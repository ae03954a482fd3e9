import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/server/app';
import { readConfig } from '../src/server/config';

export interface Started {
  folder: string;
  logged: string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  startEnding(): void;
  stop(): Promise<void>;
}

/** The server on a free port of this machine, with a public folder of its own. */
export async function start(env: Record<string, string> = {}): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'web-app-'));
  const publicDir = join(folder, 'public');
  mkdirSync(join(publicDir, 'assets'), { recursive: true });
  writeFileSync(join(publicDir, 'index.html'), '<!doctype html><title>Tested</title>');
  writeFileSync(join(publicDir, 'assets', 'app-0123.js'), `console.log(${'1+'.repeat(200)}1)`);
  writeFileSync(join(folder, 'private.txt'), 'not public');

  const logged: string[] = [];
  const given = Object.entries(env).map(([name, value]) => [name, value.replace('FOLDER', folder)]);
  const config = { ...readConfig(Object.fromEntries(given), publicDir), host: '127.0.0.1', port: 0 };
  const { server, startEnding } = createApp(config, (message, fields) => logged.push(JSON.stringify({ message, ...fields })));
  await new Promise<void>(resolve => server.listen(0, config.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    folder,
    logged,
    fetch: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
    startEnding,
    async stop() {
      await new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
