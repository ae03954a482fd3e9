import http from 'node:http';
import https from 'node:https';
import { Unreachable } from '../errors';
import type { Endpoint } from './endpoint';
import { countStreams } from './streams';
import type { Transport, TransportAnswer, TransportRequest } from './transport';

const MOST_SOCKETS = 128;

/** Each watch holds a connection of its own; the system's keepalive finds those whose other end is gone. */
export function createHttp1Transport({ url, tls }: Endpoint): Transport {
  const secure = url.protocol === 'https:';
  const agent = secure
    ? new https.Agent({ ...tls, keepAlive: true, maxSockets: MOST_SOCKETS })
    : new http.Agent({ keepAlive: true, maxSockets: MOST_SOCKETS });
  const count = countStreams(() => MOST_SOCKETS);
  const prefix = url.pathname.replace(/\/$/, '');

  function once(request: TransportRequest): Promise<Attempt> {
    return new Promise((resolve, reject) => {
      const call = (secure ? https : http).request({
        host: url.hostname.replace(/^\[|\]$/g, ''),
        port: url.port || undefined,
        method: request.method,
        path: prefix + request.path,
        headers: request.headers,
        signal: request.signal,
        agent,
      });
      count.began();
      call.once('close', count.ended);
      call.on('socket', socket => socket.setKeepAlive(true, 15_000));
      call.once('response', answer =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: answer,
          // A body that is cut short errors.
          brokeOff: () => false,
        }),
      );
      call.once('error', error => {
        if (request.signal.aborted) reject(error);
        // The server may close a kept connection in the moment of its reuse;
        // a POST may have had its effect all the same and is not repeated.
        else if (call.reusedSocket && request.method !== 'POST') {
          resolve('again');
        } else reject(new Unreachable(`${url.host}: ${error.message}`, error));
      });
      call.end(request.body);
    });
  }

  return {
    pings: false,
    streams: count.streams,
    usable: () => true,
    send: async request => {
      for (let tries = 0; tries < 8; tries += 1) {
        const attempt = await once(request);
        if (attempt !== 'again') return attempt;
      }
      throw new Unreachable(`${url.host}: it closes every connection`);
    },
    close: () => agent.destroy(),
  };
}

type Attempt = TransportAnswer | 'again';
