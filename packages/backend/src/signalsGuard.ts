import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** WebSockets of one person at once: one for each tab. */
const perPerson = 20;
const signals = '/api/signals';
const terminals = '/api/paddock/terminals';

/** Who the token says it is for. Backstage verifies it next, and closes what is not. */
function claimedBy(token: string): string {
  const payload = token.split('.')[1] ?? '';
  try {
    const { sub } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return String(sub);
  } catch {
    return '';
  }
}

/**
 * Backstage takes WebSockets of any page and without end, and beside the terminals nobody answers or closes what is for no
 * plugin. This listens first.
 */
function createUpgradeGuard(origin: string) {
  const open = new Map<string, number>();

  function enter(who: string, socket: Duplex): boolean {
    const mine = open.get(who) ?? 0;
    if (mine >= perPerson) return false;
    open.set(who, mine + 1);
    socket.once('close', () => {
      const left = (open.get(who) ?? 1) - 1;
      if (left > 0) open.set(who, left);
      else open.delete(who);
    });
    return true;
  }

  function judge({ headers }: IncomingMessage, socket: Duplex) {
    if (headers.origin !== origin) return '403 Forbidden';
    const token = headers['sec-websocket-protocol'];
    // Backstage would try several tokens, and let in by another one than is counted here: pages send one.
    if (!token || token.includes(',') || headers.authorization) {
      return '401 Unauthorized';
    }
    return enter(claimedBy(token), socket)
      ? undefined
      : '429 Too Many Requests';
  }

  return (request: IncomingMessage, socket: Duplex) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path === terminals) {
      leaveToTerminals(socket);
      return;
    }
    const denied = path === signals ? judge(request, socket) : '404 Not Found';
    if (!denied) return;
    // Of several listeners each is called: nobody else knows this address.
    request.url = '/denied';
    deny(socket, denied);
  };
}

function deny(socket: Duplex, status: string) {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    () => socket.destroy(),
  );
}

/**
 * Terminals have a guard of their own, which answers at once. It listens from the first ticket on: whoever comes before it
 * has none.
 */
function leaveToTerminals(socket: Duplex) {
  setImmediate(() => {
    const isAnswered = socket.destroyed || (socket as Socket).bytesWritten > 0;
    if (!isAnswered) deny(socket, '401 Unauthorized');
  });
}

/** Guards the WebSockets of the pages of `origin`. To be called before anybody else listens for upgrades. */
export function guardUpgrades(server: Server, origin: string): void {
  server.on('upgrade', createUpgradeGuard(origin));
}
