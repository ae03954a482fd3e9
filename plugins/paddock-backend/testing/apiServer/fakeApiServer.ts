import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { discovery } from './fakeDiscovery';
import { handleObject } from './fakeObjects';
import { FakeStore } from './fakeStore';
import { handleWatch } from './fakeWatch';
import { sendJson } from './sendStatus';
import type {
  AccessSpec,
  FakeApiServer,
  FakeRequest,
  FakeServing,
} from './serving';

/** A small API server in memory, over HTTP on loopback, that can misbehave on demand. */
export async function startFakeApiServer(): Promise<FakeApiServer> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;

  const serving: FakeServing = {
    url: '',
    store: new FakeStore(),
    requests: [],
    openWatches: new Set(),
    streamingList: 'known',
    allows: () => true,
    watches: () => serving.openWatches.size,
    bookmark: () => serving.openWatches.forEach(watch => watch.bookmark()),
    endWatches: () => serving.openWatches.forEach(watch => watch.end()),
    muteWatches: () => serving.openWatches.forEach(watch => watch.mute()),
    breakConnections: () => sockets.forEach(socket => socket.resetAndDestroy()),
    async start() {
      server = createServer((request, response) => {
        void serve(serving, request, response);
      });
      server.keepAliveTimeout = 60_000;
      server.on('connection', socket => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      await new Promise<void>(resolve => {
        server.listen(port, '127.0.0.1', resolve);
      });
      port = (server.address() as AddressInfo).port;
      Object.assign(serving, { url: `http://127.0.0.1:${port}` });
    },
    async stop() {
      const closed = new Promise(resolve => server.close(resolve));
      serving.breakConnections();
      await closed;
    },
  };
  await serving.start();
  return serving;
}

async function serve(
  serving: FakeServing,
  incoming: IncomingMessage,
  response: ServerResponse,
) {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const text = await readAll(incoming);
  const request: FakeRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: text ? JSON.parse(text) : undefined,
  };
  serving.requests.push(request);
  if (serving.fault?.(request, response)) return;
  if (request.path === '/readyz') {
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
  } else if (request.path.endsWith('/subjectaccessreviews')) {
    const { spec } = request.body as { spec: AccessSpec };
    sendJson(response, 201, {
      kind: 'SubjectAccessReview',
      status: { allowed: serving.allows(spec) },
    });
  } else if (discovery[request.path]) {
    sendJson(response, 200, discovery[request.path]);
  } else if (request.query.get('watch')) {
    handleWatch(serving, request, response);
  } else {
    handleObject(serving, request, response);
  }
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of incoming) text += piece;
  return text;
}
