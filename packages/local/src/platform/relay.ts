import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

export interface Relay {
  /** Where it listens: with port 0 in `from`, the port that was given. */
  readonly at: Endpoint;
  /** Ends every connection, then resolves. */
  close(): Promise<void>;
}

/**
 * Carries bytes between two addresses and looks at none of them. It lets a
 * server that listens on loopback only be reached from one network namespace.
 */
export async function startRelay(ends: {
  from: Endpoint;
  to: Endpoint;
}): Promise<Relay> {
  const open = new Set<Socket>();
  const hold = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };

  // A half-closed connection is a normal state: the rest of the answer is still to come.
  const server = createServer({ allowHalfOpen: true }, near => {
    const far = connect({ ...ends.to, allowHalfOpen: true });
    hold(near);
    hold(far);
    // Either side's failure ends the other; the two peers see a closed connection.
    near.once('error', () => far.destroy());
    far.once('error', () => near.destroy());
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
    near.setNoDelay(true);
    far.setNoDelay(true);
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(ends.from.port, ends.from.host);
  await once(server, 'listening');

  const address = server.address();
  const port =
    typeof address === 'object' && address ? address.port : ends.from.port;
  return {
    at: { host: ends.from.host, port },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
