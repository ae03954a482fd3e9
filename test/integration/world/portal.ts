import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import type { Started } from './portalProcess.ts';

export interface Asked {
  status: number;
  /** Parsed, where it is JSON. */
  body: unknown;
}

export interface PortalBefore {
  /** Asks the portal's API as one of the sample people. Who is told to come later does. */
  ask(
    person: string,
    [method, path]: readonly [method: string, path: string],
    body?: object,
  ): Promise<Asked>;
  stop(): Promise<void>;
}

/** The whole plugin over HTTP before a real cluster, which it knows as `local`. Its own permissions let everybody do everything. */
export async function startPortalBefore(
  cluster: Cluster,
): Promise<PortalBefore> {
  const server = {
    url: cluster.server,
    caData: await readFile(cluster.pki.authority('cluster'), 'base64'),
    token: await cluster.portalToken(),
  };
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'portalProcess.ts'), JSON.stringify(server)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const gone = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const [line] = (await Promise.race([
    once(lines, 'line'),
    gone.then(() => Promise.reject(new Error('The portal has ended'))),
  ])) as [string];
  const { url, tokens } = JSON.parse(line) as Started;
  return {
    async ask(person, [method, path], body) {
      for (;;) {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${tokens[person]}`,
            'content-type': 'application/json',
          },
          ...(body && { body: JSON.stringify(body) }),
        });
        const text = await answer.text();
        if (answer.status !== 429) {
          const type = answer.headers.get('content-type') ?? '';
          const isJson = type.startsWith('application/json');
          return {
            status: answer.status,
            body: isJson ? JSON.parse(text) : text,
          };
        }
        await sleep(Number(answer.headers.get('retry-after') ?? 1) * 1_000);
      }
    },
    async stop() {
      child.stdin.end();
      await gone;
    },
  };
}
