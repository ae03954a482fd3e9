import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method?: string;
  url?: string;
  authorization?: string;
  idempotencyKey?: string;
  /** Undefined where nothing was sent. */
  body: any;
}

async function readBody(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? undefined : JSON.parse(text);
}

/** An HTTP server on loopback that stands for the Paddock backend. */
export async function startPaddockBackend(
  answer: (asked: Asked) => { status: number; body: unknown },
) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const one = {
      method,
      url,
      authorization: headers.authorization,
      idempotencyKey: headers['idempotency-key']?.toString(),
      body: await readBody(request),
    };
    asked.push(one);
    const { status, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/api/paddock`, asked, stop };
}
