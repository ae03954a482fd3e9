import http2, {
  type Http2Server,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import net, { type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { readBody } from '../answers';
import { createHttp2Transport } from './http2';
import type { Transport } from './transport';

let server: Http2Server;
let relay: net.Server;
let sessions: ServerHttp2Session[];
let streams: ServerHttp2Stream[];
/** Both ends of what the relay carries. */
let links: Socket[];
let transport: Transport;
const { signal } = new AbortController();

async function portOf(listening: net.Server | Http2Server): Promise<number> {
  await once(listening.listen(0, '127.0.0.1'), 'listening');
  return (listening.address() as AddressInfo).port;
}

/**
 * Without TLS: what is tried here is what happens once HTTP/2 has been agreed
 * on. The relay between client and server can be cut, and can fall silent.
 */
async function connect(pingEveryMs = 10_000) {
  sessions = [];
  streams = [];
  links = [];
  server = http2.createServer();
  server.on('session', session => sessions.push(session));
  server.on('stream', (stream, headers) => {
    streams.push(stream);
    stream.on('error', () => {});
    stream.respond({ ':status': 200, 'x-path': headers[':path'] });
    if (headers[':path'] === '/prefix/quick') stream.end('{}');
    else stream.write('first');
  });
  const target = await portOf(server);
  relay = net.createServer(client => {
    const upstream = net.connect(target, '127.0.0.1');
    links.push(client, upstream);
    links.forEach(link => link.on('error', () => {}));
    client.pipe(upstream).pipe(client);
  });
  const port = await portOf(relay);
  const socket = net.connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const url = new URL(`http://127.0.0.1:${port}/prefix/`);
  transport = createHttp2Transport(url, socket, pingEveryMs);
}

const get = (path: string, given = signal) =>
  transport.send({ method: 'GET', path, headers: {}, signal: given });

afterEach(async () => {
  transport.close();
  links.forEach(link => link.destroy());
  sessions.forEach(session => session.destroy());
  await new Promise(resolve => relay.close(resolve));
  await new Promise(resolve => server.close(resolve));
});

describe('HTTP/2', () => {
  it('carries many requests on one connection', async () => {
    await connect();
    const answers = await Promise.all(
      ['/a', '/b', '/c'].map(path => get(path)),
    );
    expect(answers.map(({ headers }) => headers['x-path'])).toEqual([
      '/prefix/a',
      '/prefix/b',
      '/prefix/c',
    ]);
    expect(links).toHaveLength(2);
  });

  it('knows an answer that has ended from a connection that has', async () => {
    await connect();
    const ended = await get('/watch');
    streams[0]!.end();
    for await (const chunk of ended.body) void chunk;
    expect(ended.brokeOff()).toBe(false);
    expect(transport.usable()).toBe(true);

    const broken = await get('/watch');
    links[0]!.destroy();
    const read = async () => {
      for await (const chunk of broken.body) void chunk;
    };
    // It may end with an error, or as if that had been its end.
    await read().catch(() => {});
    expect(broken.brokeOff()).toBe(true);
    expect(transport.usable()).toBe(false);
    await expect(get('/more')).rejects.toThrow('the connection is gone');
  });

  it('takes an answer that is cut short for none', async () => {
    await connect();
    expect(String(await readBody(await get('/quick'), 100))).toBe('{}');
    const watch = await get('/watch');
    const reading = readBody(watch, 100);
    links[0]!.destroy();
    await expect(reading).rejects.toMatchObject({ name: 'Unreachable' });
  });

  it('takes no new requests after the server’s goodbye, and ends the old ones in peace', async () => {
    await connect();
    const watch = await get('/watch');
    streams[0]!.session!.goaway(0);
    while (transport.usable()) await new Promise(setImmediate);
    streams[0]!.end('last');
    let text = '';
    for await (const chunk of watch.body) text += chunk;
    expect(text).toBe('firstlast');
  });

  it('notices within two PINGs that nobody is there any more', async () => {
    await connect(50);
    const watch = await get('/watch');
    const reading = (async () => {
      for await (const chunk of watch.body) void chunk;
      if (watch.brokeOff()) throw new Error('broke off');
    })();
    links.forEach(link => link.unpipe());
    await expect(reading).rejects.toThrow();
  });

  it('gives a request up when it is told to', async () => {
    await connect();
    const stop = new AbortController();
    const { body } = await get('/watch', stop.signal);
    const gone = once(streams[0]!, 'close');
    body.on('error', () => {});
    stop.abort();
    await gone;
    expect((await get('/quick')).status).toBe(200);
  });
});
