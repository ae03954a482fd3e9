import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { type OutgoingHttpHeaders, request } from 'node:http';
import type { Duplex } from 'node:stream';
import signalsGuard from './signalsGuard';

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
  const backend = await startTestBackend({
    features: [
      signalsPlugin,
      signalsGuard,
      mockServices.rootConfig.factory({ data: { app: { baseUrl: origin } } }),
    ],
  });
  const port = backend.server.port();
  // By the first one, which it never answers, the plugin finds the server.
  const first = send(port, '/api/signals').on('error', () => {});
  first.end();
  await fetch(`http://localhost:${port}/api/signals/health`);

  const signedIn = { origin, 'sec-websocket-protocol': token };
  for (const [path, headers, status] of [
    ['/api/signals', { origin }, 401],
    ['/api/signals', { 'sec-websocket-protocol': token }, 403],
    ['/api/signals', { ...signedIn, origin: 'http://evil.example' }, 403],
    ['/api/signals', { ...signedIn, origin: `${origin}.evil.example` }, 403],
    ['/api/signals', { ...signedIn, origin: 'null' }, 403],
    ['/api/nothing', signedIn, 404],
    ['/', {}, 404],
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

  first.destroy();
  for (const socket of open) socket.destroy();
  await backend.stop();
});
