import type { Readable } from 'node:stream';
import type { Endpoint } from './endpoint';
import { createHttp1Transport } from './http1';
import { openHttp2 } from './http2';
import type { Streams } from './streams';
import { openTls } from './tls';

export interface TransportRequest {
  method: string;
  /** With its query; the endpoint's own path prefix is put before it. */
  path: string;
  headers: Record<string, string | string[]>;
  body?: string;
  signal: AbortSignal;
}

export interface TransportAnswer {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  /** Ends or errors; destroying it gives the request up. */
  body: Readable;
  /** Once the body has ended: was that the connection's end, and not the answer's? */
  brokeOff(): boolean;
}

/** One way to one API server. Every failure to get an answer is an `Unreachable`. */
export interface Transport {
  /** Does it notice by itself, within 20 s, that the other side has vanished from a quiet connection? */
  readonly pings: boolean;
  readonly streams: Streams;
  /** False once a new one must be opened for new requests. */
  usable(): boolean;
  send(request: TransportRequest): Promise<TransportAnswer>;
  close(): void;
}

/**
 * HTTP/2 where the server offers it: one connection carries many streams, and
 * PING shows when it is dead. Else HTTP/1.1, as through older proxies.
 */
export async function openTransport(
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Transport> {
  if (endpoint.url.protocol === 'http:') return createHttp1Transport(endpoint);
  const socket = await openTls(endpoint, signal);
  if (socket.alpnProtocol === 'h2') {
    return openHttp2(endpoint.url, socket, signal);
  }
  socket.destroy();
  return createHttp1Transport(endpoint);
}
