import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
} from 'node:http2';
import type { Duplex } from 'node:stream';
import { Unreachable } from '../errors';
import { countStreams } from './streams';
import type { Transport, TransportAnswer, TransportRequest } from './transport';

const STREAM_WINDOW = 1024 * 1024;
const CONNECTION_WINDOW = 64 * 1024 * 1024;
/** Their windows fit into the connection's: one that is slow to read must not stop the others. */
const MOST_STREAMS = CONNECTION_WINDOW / STREAM_WINDOW;
/** A PING goes out this often and must be answered before the next. */
const PING_EVERY_MS = 10_000;

/** A transport over this connection, once the server has said how many streams it takes. @throws Unreachable, the signal's reason */
export async function openHttp2(
  url: URL,
  socket: Duplex,
  signal: AbortSignal,
): Promise<Transport> {
  const transport = createHttp2Transport(url, socket);
  const giveUp = () => transport.close();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    await transport.settled;
    return transport;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** One connection to an API server. */
export function createHttp2Transport(
  url: URL,
  socket: Duplex,
  pingEveryMs = PING_EVERY_MS,
): Transport & { settled: Promise<void> } {
  const prefix = url.pathname.replace(/\/$/, '');
  const session = startSession(url, socket, pingEveryMs);
  const count = countStreams(() =>
    Math.min(MOST_STREAMS, announcedBy(session)),
  );
  session.on('remoteSettings', count.tell);
  return {
    pings: true,
    streams: count.streams,
    settled: settledOf(session, url.host),
    // After the server's goodbye (GOAWAY) open streams may end in peace, and no new ones begin.
    usable: () => !session.closed && !session.destroyed,
    send: async request => {
      request.signal.throwIfAborted();
      if (session.destroyed) {
        throw new Unreachable(`${url.host}: the connection is gone`);
      }
      const stream = session.request(
        {
          ...request.headers,
          ':method': request.method,
          ':path': prefix + request.path,
        },
        { endStream: request.body === undefined },
      );
      count.began();
      stream.once('close', count.ended);
      return answerOf(stream, request, url.host);
    },
    close: () => session.destroy(),
  };
}

function startSession(
  url: URL,
  socket: Duplex,
  pingEveryMs: number,
): ClientHttp2Session {
  const session = http2.connect(url.origin, {
    createConnection: () => socket,
    settings: { initialWindowSize: STREAM_WINDOW, enablePush: false },
  });
  session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
  // Every stream is told of the error; without a listener here it would end the process.
  session.on('error', () => {});
  let answered = true;
  const timer = setInterval(() => {
    if (!answered) {
      session.destroy(new Error('PING was not answered'));
      return;
    }
    answered = false;
    session.ping(error => {
      if (!error) answered = true;
    });
  }, pingEveryMs);
  timer.unref();
  session.once('close', () => clearInterval(timer));
  return session;
}

/** Until a server announces a number it takes any, but sends it with its first frame. */
const announcedBy = ({ destroyed, remoteSettings }: ClientHttp2Session) =>
  (destroyed ? undefined : remoteSettings.maxConcurrentStreams) ?? Infinity;

function settledOf(session: ClientHttp2Session, host: string): Promise<void> {
  const settled = new Promise<void>((resolve, reject) => {
    session.once('remoteSettings', () => resolve());
    session.once('close', () =>
      reject(new Unreachable(`${host}: the connection closed unanswered`)),
    );
  });
  // Whoever does not wait for it is told by the streams.
  settled.catch(() => {});
  return settled;
}

function answerOf(
  stream: ClientHttp2Stream,
  request: TransportRequest,
  host: string,
): Promise<TransportAnswer> {
  // A stream forgets its session when it closes.
  const { session } = stream;
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      reject(request.signal.reason);
      stream.close(http2.constants.NGHTTP2_CANCEL);
    };
    request.signal.addEventListener('abort', giveUp, { once: true });
    stream.once('close', () => {
      request.signal.removeEventListener('abort', giveUp);
      reject(new Unreachable(`${host}: the connection closed unanswered`));
    });
    stream.on('error', error => {
      if (request.signal.aborted) reject(error);
      else reject(new Unreachable(`${host}: ${error.message}`, error));
    });
    stream.once('response', headers =>
      resolve({
        status: headers[':status'] ?? 0,
        headers,
        body: stream,
        // Streams of a connection that is gone end as if that had been their end.
        brokeOff: () => stream.rstCode !== 0 || session?.destroyed !== false,
      }),
    );
    if (request.body !== undefined) stream.end(request.body);
  });
}
