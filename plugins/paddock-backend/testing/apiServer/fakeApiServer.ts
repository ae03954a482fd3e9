import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { discovery } from './fakeDiscovery';
import { type FakeObject, FakeStore } from './fakeStore';
import { handleObject } from './fakeObjects';
import { handleWatch } from './fakeWatch';

export interface FakeRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** Answers a request in place of the server and returns true, or leaves it alone and returns false. */
export type Fault = (request: FakeRequest, response: ServerResponse) => boolean;

export interface FakeApiServer {
  readonly url: string;
  readonly store: FakeStore;
  /** Everything that was asked, oldest first. */
  readonly requests: FakeRequest[];
  /** Watches that are open now. */
  watches(): number;
  /** Sends a bookmark of the present version on every open watch. */
  bookmark(): void;
  /** How the server takes `sendInitialEvents`; `ignored` is what old servers do. */
  streamingList: 'known' | 'refused' | 'ignored';
  fault?: Fault;
  /** Answers SubjectAccessReviews. Everyone may do everything unless set. */
  allows: (spec: AccessSpec) => boolean;
  /** Says why an apply is refused, or undefined. */
  refuses?: (object: FakeObject, request: FakeRequest) => Refusal | undefined;
  /** Breaks every connection, like a killed process. */
  breakConnections(): void;
  /** Ends every open watch as a server does from time to time. */
  endWatches(): void;
  /** Lets open watches hang: they bring nothing any more, and do not end. */
  muteWatches(): void;
  /** Stops listening and breaks every connection; `start` goes on at the same address. */
  stop(): Promise<void>;
  start(): Promise<void>;
}

export interface AccessSpec {
  user: string;
  groups: string[];
  resourceAttributes: Record<string, string | undefined>;
}

export interface Refusal {
  status: number;
  reason: string;
  message: string;
}

interface OpenWatch {
  end(): void;
  bookmark(): void;
  mute(): void;
}

/** What the parts of the server share. */
export interface FakeServing extends FakeApiServer {
  openWatches: Set<OpenWatch>;
}

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

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
) {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify(body));
}

/** A metav1.Status, as every refusal of an API server is. */
export function sendStatus(response: ServerResponse, refusal: Refusal) {
  sendJson(response, refusal.status, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    reason: refusal.reason,
    message: refusal.message,
    code: refusal.status,
  });
}
