import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

/** What the server answers instead of doing what it was asked; the message is its own. */
export class VaultError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'VaultError';
    this.status = status;
  }
}

type Method = 'GET' | 'LIST' | 'POST' | 'PUT' | 'DELETE';

/**
 * Asks a path below /v1/ and resolves with the answer's body; one without a body is an empty object.
 * @throws VaultError for every status from 400
 */
export type VaultClient = <T = unknown>(
  method: Method,
  path: string,
  body?: object,
) => Promise<T>;

export interface VaultAccess {
  /** `https://…`, without a path. */
  address: string;
  /** Absolute path of the PEM file of the authority that the server's certificate is checked against. */
  caFile: string;
  /** Left out for what anybody may ask: seal status, unsealing, logins. */
  token?: string;
}

export async function createVaultClient({
  address,
  caFile,
  token,
}: VaultAccess): Promise<VaultClient> {
  const ca = await readFile(caFile);
  const headers = token ? { 'x-vault-token': token } : {};
  return <T>(method: Method, path: string, body?: object) =>
    new Promise<T>((resolve, reject) => {
      const asked = request(
        `${address}/v1/${path}`,
        { method, ca, headers, timeout: 30_000 },
        answer =>
          readAnswer<T>(answer, `${method} ${path}`).then(resolve, reject),
      );
      asked.once('timeout', () =>
        asked.destroy(new Error(`${method} ${path} was not answered in 30 s`)),
      );
      asked.once('error', reject);
      asked.end(body && JSON.stringify(body));
    });
}

async function readAnswer<T>(
  answer: IncomingMessage,
  asked: string,
): Promise<T> {
  const content = await text(answer);
  const body = JSON.parse(content || '{}') as T & { errors?: string[] };
  const status = answer.statusCode ?? 0;
  if (status >= 400) {
    const told = body.errors?.join('; ') ?? '';
    throw new VaultError(status, `${asked}: ${status} ${told}`.trim());
  }
  return body;
}
