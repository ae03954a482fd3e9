import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from './accounts.ts';
import type { Address } from './address.ts';
import type { Repositories } from './repositories.ts';

/** One request to the part of Gitea's API that Backstage uses. */
export interface Call {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly caller: Caller;
  /** After `/api/v1/`. */
  readonly address: Address;
  readonly repositories: Repositories;
  /** Where this server is, for instance `http://localhost:7011`. */
  readonly url: string;
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
): void {
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  });
  res.end(JSON.stringify(body));
}

/** True when the caller has this version already, and has been told so. */
export function isKnown({ req, res }: Call, etag: string): boolean {
  res.setHeader('ETag', etag);
  const known = req.headers['if-none-match']?.split(/, */) ?? [];
  if (!known.includes(etag) && !known.includes(`W/${etag}`)) return false;
  res.writeHead(304).end();
  return true;
}
