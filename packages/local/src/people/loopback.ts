import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Advice } from '../platform/platform.ts';

export type Handle = (
  req: IncomingMessage,
  res: ServerResponse,
) => Promise<void>;

/**
 * A name other than these in the Host header means that a page of another site had its own name
 * resolved to this machine (DNS rebinding), and now speaks to us as if we were that site.
 */
function isOurs(host: string | undefined, port: number): boolean {
  return host === `localhost:${port}` || host === `127.0.0.1:${port}`;
}

/** With every answer, so that a starter can tell its own child from another program on that port. */
export const processHeader = 'X-Paddock-Process';

function refuse(res: ServerResponse, status: number, message: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  res.end(`${message}\n`);
}

/** Serves plain HTTP on 127.0.0.1 only. Resolves once the port is open. */
export async function serveLoopback(
  port: number,
  handle: Handle,
): Promise<Server> {
  // Without this, Node looks for slow requests every 30 s only.
  const options = { connectionsCheckingInterval: 1_000 };
  const server = createServer(options, (req, res) => {
    res.setHeader(processHeader, process.pid);
    if (!isOurs(req.headers.host, port)) {
      refuse(res, 421, 'This server answers to localhost only.');
      return;
    }
    handle(req, res).catch((error: unknown) => {
      console.error(error);
      refuse(res, 500, 'Something failed here. The log of this server has it.');
    });
  });
  server.headersTimeout = 15_000;
  server.requestTimeout = 600_000;
  server.maxConnections = 256;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Advice(
              `Port ${port} is taken by another program.`,
              'End that program, or start with another --instance.',
            )
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
