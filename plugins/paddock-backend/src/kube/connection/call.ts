import type { KubeIdentity } from '../watch/cache';
import { impersonationHeaders } from './headers';
import { checkPath } from './paths';

export interface RequestOptions {
  query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  body?: unknown;
  /** Only these pass; everything else of the request is built here. */
  headers?: { accept?: string; contentType?: string };
  signal?: AbortSignal;
  /** Act as this person instead of as the portal. */
  as?: KubeIdentity;
  /** Default 30 s for the whole answer. */
  timeoutMs?: number;
  /** Called directly before each attempt is sent; what it throws ends the request unsent. */
  beforeSend?: () => void;
}

/** A request as it goes out, but for the credential. */
export interface Call {
  method: string;
  path: string;
  headers: Record<string, string | string[]>;
  body?: string;
}

export function callOf(
  method: string,
  path: string,
  given: RequestOptions,
): Call {
  const query = new URLSearchParams(given.query ?? {}).toString();
  const hasBody = given.body !== undefined;
  return {
    method,
    path: checkPath(path) + (query ? `?${query}` : ''),
    ...(hasBody ? { body: JSON.stringify(given.body) } : {}),
    headers: {
      accept: given.headers?.accept ?? 'application/json',
      'user-agent': 'paddock',
      ...(hasBody
        ? { 'content-type': given.headers?.contentType ?? 'application/json' }
        : {}),
      ...(given.as ? impersonationHeaders(given.as) : {}),
    },
  };
}
