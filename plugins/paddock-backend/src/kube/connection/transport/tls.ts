import { connect as connectTls, type TLSSocket } from 'node:tls';
import { Unreachable } from '../errors';
import type { Endpoint } from './endpoint';

const CONNECT_TIMEOUT_MS = 5_000;

/** A connection whose other end has proven who it is. @throws Unreachable */
export function openTls(
  { url, tls }: Endpoint,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const limit = AbortSignal.any([
    signal,
    AbortSignal.timeout(CONNECT_TIMEOUT_MS),
  ]);
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      ...tls,
      host,
      port: Number(url.port || 443),
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    const fail = (cause: Error) => {
      socket.destroy();
      const late = limit.aborted ? { code: 'ETIMEDOUT' } : cause;
      const words = limit.aborted ? 'no connection in time' : cause.message;
      reject(new Unreachable(`${url.host}: ${words}`, late));
    };
    const onLate = () => fail(new Error('late'));
    limit.addEventListener('abort', onLate, { once: true });
    socket.once('error', fail);
    socket.once('close', () => fail(new Error('the connection closed')));
    socket.once('secureConnect', () => {
      limit.removeEventListener('abort', onLate);
      socket.removeAllListeners('close');
      socket.off('error', fail);
      socket.setKeepAlive(true, 15_000);
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}
