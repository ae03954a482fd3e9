import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readJson, Refusal, sendFile, sendJson, sendText } from './answer';
import type { Config } from './config';
import type { Log } from './log';
import { createMetrics } from './metrics';
import { openNotes, type Notes } from './notes';
import { secretState } from './secret';
import { securityHeaders } from './securityHeaders';
import { readStaticFiles } from './staticFiles';

export interface App {
  server: Server;
  /** From now on it says that it wants no further requests. */
  startEnding(): void;
}

/** Paths that a cluster asks for all the time, and that would drown the log. */
const unlogged = new Set(['/healthz', '/readyz', '/metrics']);

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

/** The web server, not listening yet. Reads the public folder. */
export function createApp(config: Config, log: Log): App {
  const files = readStaticFiles(config.publicDir);
  const everywhere = securityHeaders(config.hstsSeconds);
  const metrics = createMetrics();
  let ending = false;
  const routes = createRoutes(config, { isEnding: () => ending, metrics: metrics.text });

  const answer = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const route = routes.get(`${request.method === 'HEAD' ? 'GET' : request.method} ${path}`);
    if (route) return route(request, response);
    const file = files.get(path);
    if (!file) throw new Refusal(404, 'There is nothing here.');
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'This can only be read.');
    return sendFile(request, response, file);
  };

  const server = createServer((request, response) => {
    const began = performance.now();
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    metrics.begin();
    response.once('close', () => {
      const ms = performance.now() - began;
      const { method = '' } = request;
      metrics.end(method, response.statusCode, ms);
      if (!unlogged.has(path)) {
        log('request', { method, path: path.slice(0, 200), status: response.statusCode, ms: Math.round(ms) });
      }
    });
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value);
    if (ending) response.setHeader('connection', 'close');
    answer(request, response, path).catch((error: unknown) => refuse(response, error, log));
  });
  // Whoever sends its request drop by drop holds a connection no longer than this.
  server.headersTimeout = 10_000;
  server.requestTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  return {
    server,
    startEnding: () => {
      ending = true;
    },
  };
}

function createRoutes(
  config: Config,
  state: { isEnding(): boolean; metrics(): string },
): ReadonlyMap<string, Handler> {
  const notes = openNotes(config.dataDir);
  return new Map<string, Handler>([
    ['GET /healthz', (_, response) => sendJson(response, 200, { alive: true })],
    [
      'GET /readyz',
      async (_, response) => {
        const found = await look(config, notes);
        const ready = !state.isEnding() && found.secret !== 'unreadable' && found.volume !== 'unwritable';
        sendJson(response, ready ? 200 : 503, { ready, ...found });
      },
    ],
    ['GET /metrics', (_, response) => sendText(response, 200, { type: 'text/plain; version=0.0.4', text: state.metrics() })],
    [
      'GET /api/about',
      async (_, response) =>
        sendJson(response, 200, { name: SERVICE_NAME, version: SERVICE_VERSION, ...(await look(config, notes)) }),
    ],
    [
      'GET /api/notes',
      async (_, response) => sendJson(response, 200, { kept: notes.kept, notes: await notes.list() }),
    ],
    [
      'POST /api/notes',
      async (request, response) => sendJson(response, 201, await notes.add(readText(await readJson(request)))),
    ],
  ]);
}

/** Whether the app can get at what it was given; never what that is. */
async function look(config: Config, notes: Notes) {
  const [secret, writable] = await Promise.all([secretState(config.secretPath), notes.writable()]);
  const volume = config.dataDir === undefined ? 'none' : writable ? 'writable' : 'unwritable';
  return { secret, volume } as const;
}

function readText(body: unknown): string {
  const text = (body as { text?: unknown } | null)?.text;
  const trimmed = typeof text === 'string' ? text.trim() : '';
  if (trimmed === '' || trimmed.length > 500) throw new Refusal(400, 'A note has between 1 and 500 characters.');
  return trimmed;
}

function refuse(response: ServerResponse, error: unknown, log: Log): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof Refusal) {
    // What was not read of the request cannot be told from the next one.
    response.setHeader('connection', 'close');
    sendJson(response, error.status, { error: error.message });
    return;
  }
  log('failed', { error: error instanceof Error ? error.message : String(error) });
  sendJson(response, 500, { error: 'This did not work. The log of the service says why.' });
}
