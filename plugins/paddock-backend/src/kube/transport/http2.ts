import http2, {
  type ClientHttp2Session,
  type ClientHttp2Stream,
} from 'node:http2';
import type { Duplex } from 'node:stream';
import { Unreachable } from '../errors';
import type { Transport, TransportAnswer, TransportRequest } from './transport';

const STREAM_WINDOW = 1024 * 1024;
/** Larger than all watches' windows together: one that is slow to read must not stop the others. */
const CONNECTION_WINDOW = 64 * 1024 * 1024;
/** A PING goes out this often and must be answered before the next. */
const PING_EVERY_MS = 10_000;

/** One connection for everything that is asked of one API server. */
export function createHttp2Transport(
  url: URL,
  socket: Duplex,
  pingEveryMs = PING_EVERY_MS,
): Transport {
  const prefix = url.pathname.replace(/\/$/, '');
  const session = startSession(url, socket, pingEveryMs);
  return {
    pings: true,
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
