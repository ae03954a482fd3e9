import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { startRelay } from './relay.ts';

const host = '127.0.0.1';

async function listen(server: Server): Promise<number> {
  server.listen(0, host);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('an answer arrives whole after the asker has closed its half', async t => {
  const answer = 'x'.repeat(3_000_000);
  const server = createServer({ allowHalfOpen: true }, socket => {
    let question = '';
    socket.on('data', part => (question += part.toString()));
    socket.once('end', () => socket.end(question + answer));
  });
  const port = await listen(server);
  const relay = await startRelay({
    from: { host, port: 0 },
    to: { host, port },
  });
  t.after(async () => {
    await relay.close();
    server.close();
  });

  const socket = connect({ ...relay.at, allowHalfOpen: true });
  socket.end('hello ');
  assert.ok((await text(socket)) === `hello ${answer}`);
});

test('where nobody listens, the connection is closed', async t => {
  const server = createServer();
  const port = await listen(server);
  server.close();
  const relay = await startRelay({
    from: { host, port: 0 },
    to: { host, port },
  });
  t.after(() => relay.close());

  const socket = connect(relay.at);
  socket.on('error', () => {});
  await once(socket, 'close');
});

test('closing ends open connections', async () => {
  const server = createServer(() => {});
  const port = await listen(server);
  const relay = await startRelay({
    from: { host, port: 0 },
    to: { host, port },
  });
  const socket = connect(relay.at);
  socket.on('error', () => {});
  await once(socket, 'connect');

  const closed = once(socket, 'close');
  socket.resume();
  await relay.close();
  await closed;
  server.close();
});
