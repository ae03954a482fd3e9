import type { IncomingMessage } from 'node:http';
import type { Config } from '@backstage/config';
import {
  terminalPath,
  terminalProtocol,
} from '@paddock/backstage-plugin-paddock-common';

/** Where the plugin's routes are on the portal's server. */
const base = '/api/paddock';

/** The origins of the portal's own pages. */
export function ownOrigins(config: Config): ReadonlySet<string> {
  const urls = ['app.baseUrl', 'backend.baseUrl'].flatMap(
    key => config.getOptionalString(key) ?? [],
  );
  return new Set(urls.map(url => new URL(url).origin));
}

/** Is this upgrade for a terminal, whatever is right or wrong with it? */
export function isForTerminals({ url = '' }: IncomingMessage): boolean {
  return url.split('?')[0] === `${base}${terminalPath}`;
}

/**
 * The status that a handshake is refused with, or 101. Browsers send cookies and open WebSockets
 * for any page, and only say whose page it is: nothing but our own is served.
 */
export function judgeHandshake(
  { method, url = '', headers }: IncomingMessage,
  origins: ReadonlySet<string>,
): 101 | 400 | 403 {
  if (!headers.origin || !origins.has(headers.origin)) return 403;
  // Tokens in addresses and subprotocols end up in logs: none is taken from there.
  const plain = method === 'GET' && !url.includes('?');
  const known = headers['sec-websocket-protocol'] === terminalProtocol;
  return plain && known ? 101 : 400;
}
