import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A question as it arrived. */
export interface Asked {
  method: string;
  /** Below `/v1/`, with its query. */
  path: string;
  token: string | undefined;
  headers: http.IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** A status with JSON; or an answer that Vault would never give, written by hand. */
export type FakeAnswer =
  | { status: number; body?: object; headers?: Record<string, string> }
  | ((response: ServerResponse) => void);

export interface FakeVault {
  address: string;
  asked: Asked[];
  /** How often this path was asked for. */
  count(path: string): number;
  close(): Promise<void>;
}

/** A server on loopback that answers as it is told to. */
export async function startFakeVault(
  answerTo: (asked: Asked) => FakeAnswer,
): Promise<FakeVault> {
  const asked: Asked[] = [];
  const server = http.createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const hasBody = Number(headers['content-length'] ?? 0) > 0;
    const one: Asked = {
      method,
      path: url.replace('/v1/', ''),
      token: headers['x-vault-token'] as string | undefined,
      headers,
      body: hasBody ? ((await json(request)) as Asked['body']) : {},
    };
    asked.push(one);
    const answer = answerTo(one);
    if (typeof answer === 'function') {
      answer(response);
      return;
    }
    response.writeHead(answer.status, {
      ...(answer.body && { 'content-type': 'application/json' }),
      ...answer.headers,
    });
    response.end(answer.body && JSON.stringify(answer.body));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    count: path => asked.filter(each => each.path === path).length,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export const refusal = (status: number, ...errors: string[]): FakeAnswer => ({
  status,
  body: { errors },
});
