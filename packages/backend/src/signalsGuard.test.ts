import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { httpRouter } from './httpRouter';
import { httpServer } from './httpServer';
import { guardUpgrades } from './signalsGuard';

const origin = 'http://localhost:7007';
// Tokens go as a subprotocol, which takes no braces or quotes as the mock's longer ones have.
const token = 'mock-user-token';

const open: Duplex[] = [];

const send = (port: number, path: string, headers: OutgoingHttpHeaders = {}) =>
  request({
    port,
    path,
    agent: false,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      ...headers,
    },
  });

async function freePort() {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

/** The status that an upgrade is answered with. */
const upgrade = (...asked: Parameters<typeof send>) =>
  new Promise<number | undefined>((resolve, reject) => {
    send(...asked)
      .on('upgrade', (answer, socket) => {
        open.push(socket);
        resolve(answer.statusCode);
      })
      .on('response', answer => {
        answer.resume();
        resolve(answer.statusCode);
      })
      .on('error', reject)
      .end();
  });

it('lets in by WebSocket who is signed in, from our own pages, and so many at once', async () => {
  const port = await freePort();
  const data = {
    app: { baseUrl: origin },
    backend: {
      baseUrl: origin,
      listen: `:${port}`,
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
  };
  // The backend of the test utilities brings a server without WebSockets.
  const backend = createBackend();
  for (const feature of [
    signalsPlugin,
    httpServer,
    httpRouter,
    mockServices.rootConfig.factory({ data }),
    mockServices.rootLogger.factory(),
    mockServices.auth.factory(),
    mockServices.httpAuth.factory(),
    mockServices.userInfo.factory(),
  ]) {
    backend.add(feature);
  }
  await backend.start();

  const signedIn = { origin, 'sec-websocket-protocol': token };
  for (const [path, headers, status] of [
    ['/api/signals', { origin }, 401],
    ['/api/signals', { 'sec-websocket-protocol': token }, 403],
    ['/api/signals', { ...signedIn, origin: 'http://evil.example' }, 403],
    ['/api/signals', { ...signedIn, origin: `${origin}.evil.example` }, 403],
    ['/api/signals', { ...signedIn, origin: 'null' }, 403],
    ['/api/signals', { ...signedIn, authorization: `Bearer ${token}` }, 401],
    [
      '/api/signals',
      { origin, 'sec-websocket-protocol': `other, ${token}` },
      401,
    ],
    ['/api/nothing', signedIn, 404],
    ['/', {}, 404],
    // No ticket has been given out yet, so nobody listens for terminals.
    ['/api/paddock/terminals', signedIn, 401],
    ['/api/paddock/terminals', {}, 401],
  ] as const) {
    expect([path, headers, await upgrade(port, path, { ...headers })]).toEqual([
      path,
      headers,
      status,
    ]);
  }

  for (let count = 0; count < 20; count += 1) {
    expect(await upgrade(port, '/api/signals', signedIn)).toBe(101);
  }
  expect(await upgrade(port, '/api/signals', signedIn)).toBe(429);

  for (const socket of open) socket.destroy();
  await backend.stop();
});

it('leaves a terminal to who answers for it', async () => {
  const server = createServer().listen(0);
  guardUpgrades(server, origin);
  server.on('upgrade', (_, socket) => {
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    setImmediate(() => socket.end('a word'));
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const said = new Promise(resolve => {
    send(port, '/api/paddock/terminals')
      .on('upgrade', async (_, socket, head) =>
        resolve(`${head}${await text(socket)}`),
      )
      .end();
  });
  expect(await said).toBe('a word');
  server.close();
});
