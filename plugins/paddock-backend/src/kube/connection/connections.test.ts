import { once } from 'node:events';
import {
  type Http2ApiServer,
  startHttp2ApiServer,
} from '../../../testing/apiServer/http2ApiServer';
import { type Connection, createConnection } from './connection';

let server: Http2ApiServer;
let connection: Connection;
const stop = new AbortController();
const { signal } = stop;

async function start(maxConcurrentStreams: number) {
  server = await startHttp2ApiServer(maxConcurrentStreams);
  connection = createConnection({
    cluster: {
      name: 'fake',
      url: server.url,
      authMetadata: {},
      skipTLSVerify: true,
    },
    credential: async () => ({ type: 'bearer token', token: 't' }),
  });
}

afterEach(async () => {
  connection.close();
  await server.stop();
});

const ask = () =>
  connection.request(
    'POST',
    '/apis/authorization.k8s.io/v1/subjectaccessreviews',
    { body: {}, timeoutMs: 2_000 },
  );
const openLog = (onWait?: (open: number) => void, given = signal) =>
  connection.text('/api/v1/namespaces/a/pods/b/log', { signal: given, onWait });
const openWatch = (kind: string) =>
  connection.stream(`/api/v1/${kind}`, { query: { watch: '1' }, signal });
const openLogs = (count: number) =>
  Promise.all(Array.from({ length: count }, () => openLog()));
/** A log that is not read has no end, either. */
const readLogs = async (count: number) =>
  (await openLogs(count)).forEach(log => log.on('error', () => {}).resume());

describe('connections of one cluster', () => {
  it('answer questions and open watches while logs take all the room that there is for logs', async () => {
    await start(5);
    await readLogs(20);
    const waits: number[] = [];
    const late = openLog(open => waits.push(open));
    await ask();
    await Promise.all(['pods', 'nodes'].map(openWatch));
    expect(waits).toEqual([20]);
    server.lasting[0]!.end();
    expect(await late).toBeDefined();
  });

  it('hold to what the server announces, and open another when one is full', async () => {
    await start(5);
    await Promise.all(Array.from({ length: 60 }, ask));
    expect(server.sessions).toHaveLength(2);
    await openLogs(12);
    expect(server.sessions).toHaveLength(5);
    expect(server.fullest()).toBe(5);
  });

  it('let who waits in when somebody has ended, in the order in which they came', async () => {
    await start(1);
    await readLogs(4);
    const order: string[] = [];
    const [first, second] = ['first', 'second'].map(async name => {
      const log = await openLog(() => order.push(`${name} waits`));
      order.push(name);
      return log.resume();
    });
    while (order.length < 2) await new Promise(setImmediate);
    server.lasting[2]!.end();
    await first;
    server.lasting[0]!.end();
    await second;
    expect(order).toEqual(['first waits', 'second waits', 'first', 'second']);
  });

  it('forget who does not wait any more', async () => {
    await start(1);
    await readLogs(4);
    const gone = new AbortController();
    const waiting = openLog(() => gone.abort(), gone.signal);
    await expect(waiting).rejects.toThrow('aborted');
    const next = openLog(() => server.lasting[0]!.end());
    expect(await next).toBeDefined();
  });

  it('let a log that nobody reads stop no other', async () => {
    await start(200);
    await openLogs(63);
    const piece = Buffer.alloc(64 * 1024, 'x');
    for (const stream of server.lasting) {
      for (let sent = 0; sent < 24; sent += 1) stream.write(piece);
    }
    const other = await openLog();
    const [line] = await once(other, 'data');
    expect(String(line)).toContain('first');
    expect(server.sessions).toHaveLength(1);
  });
});
