import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { limitSlowRequests } from './httpServer';

let server: Server;
let answers: Array<() => void>;
const sockets: Socket[] = [];

beforeEach(async () => {
  answers = [];
  server = createServer((req, res) => {
    req.resume();
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.write('data: first\n\n');
    answers.push(() => res.write('data: later\n\n'));
  });
  server.on('upgrade', (_, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
    socket.on('data', () => socket.write('echo'));
    socket.on('error', () => {});
  });
  limitSlowRequests(server, { headers: 100, request: 200, every: 20 });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterEach(() => {
  sockets.splice(0).forEach(socket => socket.destroy());
  server.closeAllConnections();
  server.close();
});

function open(text: string) {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  socket.write(text);
  return socket;
}

/** What comes until the other end closes. */
async function allOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const piece of socket) text += piece;
  return text;
}

describe('a slow request', () => {
  it.each([
    ['nothing', ''],
    ['half of its headers', 'GET / HTTP/1.1\r\nHost: a\r\nX-'],
  ])('is closed with %s', async (_, sent) => {
    expect(await allOf(open(sent))).toContain('408 Request Timeout');
  });

  it('is closed with half of its body', async () => {
    const socket = open(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx',
    );
    await allOf(socket);
    expect(socket.destroyed).toBe(true);
  });
});

describe('what lasts', () => {
  /** A request that is closed for its slowness was opened after it: by then more than its time has passed. */
  const outlast = () => allOf(open('GET /'));

  it('is an answer that goes on', async () => {
    const socket = open('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(socket, 'data');
    for (let at = 0; at < 4; at += 1) await outlast();
    answers[0]!();
    expect(String((await once(socket, 'data'))[0])).toContain('later');
  });

  it('is a WebSocket', async () => {
    const socket = open(
      'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    );
    await once(socket, 'data');
    for (let at = 0; at < 4; at += 1) await outlast();
    socket.write('x');
    expect(String((await once(socket, 'data'))[0])).toBe('echo');
  });
});
