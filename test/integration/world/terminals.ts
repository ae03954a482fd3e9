import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import WebSocket from 'ws';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import { load } from '../../source.ts';
import type { PortalAnswer, PortalTask } from './portalMain.ts';

export const { runCommand, shellRequestSchema, shellSpec } = load(
  './sources/backend',
) as typeof import('../../sources/backend');

const origin = 'https://portal.example';

export interface Portal extends PortalAnswer {
  /** As at the end of a deployment. */
  stop(): Promise<void>;
  /** As when its machine fails. */
  kill(): Promise<void>;
}

/** The plugin before a control plane, in a process of its own. */
export async function startPortal(cluster: Cluster): Promise<Portal> {
  const task: PortalTask = {
    url: cluster.server,
    caData: await readFile(cluster.pki.authority('cluster'), 'base64'),
    token: await cluster.portalToken(),
    origin,
  };
  const main = join(import.meta.dirname, 'portalMain.ts');
  const child = spawn(process.execPath, [main, JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(() => {});
  const answer = await Promise.race([
    firstAnswer(child.stdout),
    gone.then(() => Promise.reject(new Error('The portal has ended'))),
  ]);
  return {
    ...answer,
    stop() {
      child.stdin.end();
      return gone;
    },
    kill() {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

async function firstAnswer(output: Readable): Promise<PortalAnswer> {
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith('{')) return JSON.parse(line) as PortalAnswer;
  }
  throw new Error('The portal said nothing');
}

interface Ticket {
  ticket: string;
  pod: string;
  container: string;
}

/** Asks the portal as a person; throws what it refuses. */
export async function ask<Answer>(
  portal: Portal,
  person: string,
  path: string,
  body?: object,
): Promise<Answer> {
  const answer = await fetch(`${portal.url}/clusters/local${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${portal.tokens[person]}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
  const said = (await answer.json()) as Answer & {
    error?: { message: string };
  };
  if (!answer.ok) throw new Error(said.error?.message);
  return said;
}

/** A terminal as a page has it. */
export interface Terminal {
  pod: string;
  news: Array<{ type: string; message?: string }>;
  socket: WebSocket;
  /** The code that it was closed with, and when (performance.now). */
  closed: Promise<{ code: number; at: number }>;
}

/** Opens a terminal in a new pod; resolves when the portal has taken the ticket. */
export async function openShell(
  portal: Portal,
  person: string,
  namespace: string,
): Promise<Terminal> {
  const { ticket, pod, container } = await ask<Ticket>(
    portal,
    person,
    `/namespaces/${namespace}/shells`,
    { image: 'registry.example/shell:1' },
  );
  const url = `${portal.url.replace('http', 'ws')}/terminals`;
  const socket = new WebSocket(url, 'paddock-terminal', {
    origin,
  });
  const news: Terminal['news'] = [];
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) news.push(JSON.parse(data.toString()));
  });
  const closed = new Promise<{ code: number; at: number }>(resolve =>
    socket.on('close', code => resolve({ code, at: performance.now() })),
  );
  await once(socket, 'open');
  const size = { columns: 80, rows: 24 };
  const token = portal.tokens[person];
  const place = { cluster: 'local', namespace, pod, container };
  socket.send(
    JSON.stringify({ type: 'open', ticket, token, ...place, ...size }),
  );
  return { pod, news, socket, closed };
}
