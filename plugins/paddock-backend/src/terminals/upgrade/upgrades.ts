import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { terminalProtocol } from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { isForTerminals, judgeHandshake } from './handshake';

const mostBytes = 64 * 1024;
const words = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
};

interface UpgradeParts {
  origins: ReadonlySet<string>;
  onOpen: (socket: WebSocket) => void;
}

/**
 * Takes WebSockets on the server that requests come in by. Backstage gives plugins requests and no
 * server, so it is found by the first request; every terminal begins with one, for its ticket.
 */
export function createUpgrades({ origins, onOpen }: UpgradeParts) {
  const servers = new Set<Server>();
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    handleProtocols: () => terminalProtocol,
  });

  function onUpgrade(
    this: Server,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) {
    if (!isForTerminals(request)) {
      // With one listener Node leaves every upgrade to it, and others would wait for ever.
      if (this.listenerCount('upgrade') === 1) refuse(socket, 404);
      return;
    }
    const status = judgeHandshake(request, origins);
    if (status !== 101) refuse(socket, status);
    else sockets.handleUpgrade(request, socket, head, onOpen);
  }

  return {
    serveBy(request: Request) {
      const { server } = request.socket as { server?: Server };
      if (!server || servers.has(server)) return;
      servers.add(server);
      server.on('upgrade', onUpgrade);
    },
    stop() {
      for (const server of servers) server.off('upgrade', onUpgrade);
      servers.clear();
    },
  };
}

function refuse(socket: Duplex, status: keyof typeof words) {
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${words[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    () => socket.destroy(),
  );
}
