import type { IncomingMessage, ServerResponse } from 'node:http';
import type { StaticFile } from './staticFiles';

const maxBody = 4_096;

/** What a handler throws to end a request with a status and a sentence for whoever asked. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  sendText(response, status, { type: 'application/json', text: `${JSON.stringify(body)}\n` });
}

export function sendText(
  response: ServerResponse,
  status: number,
  { type, text }: { type: string; text: string },
): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
  });
  response.end(text);
}

/** Node leaves the body of an answer to HEAD out by itself. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: StaticFile): void {
  const { headers, body, gzipped } = file;
  if (request.headers['if-none-match'] === headers['etag']) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  const accepts = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const sent = accepts && gzipped ? gzipped : body;
  response.writeHead(200, {
    ...headers,
    'content-length': sent.length,
    ...(sent === gzipped && { 'content-encoding': 'gzip' }),
  });
  response.end(sent);
}

/** Reads a small JSON body that a page of this origin has sent. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  // Only a page of this origin can send this type without asking first, so no other can act for its visitor.
  if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    throw new Refusal(415, 'Send application/json.');
  }
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new Refusal(403, 'Another site may not do this.');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBody) throw new Refusal(413, `Send at most ${maxBody} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new Refusal(400, 'This is not JSON.');
  }
}
