import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { asPortalError, errorOf, PortalError } from './PortalError';

export interface PortalApis {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}

interface Sending {
  /** Sent as JSON. */
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Paddock's backend: the only place that fetches from it. Everything rejects with a `PortalError`. */
export interface Portal {
  /** Sends it once; the response as it comes, for streams and files. */
  send(method: string, path: string, sending?: Sending): Promise<Response>;
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** A question that is too long for a path. */
  ask<Answer>(
    path: string,
    body: object,
    signal?: AbortSignal,
  ): Promise<Answer>;
  post(path: string, body: object): Promise<void>;
  put(path: string, body: object): Promise<void>;
  remove(path: string): Promise<void>;
}

export function createPortal({ discoveryApi, fetchApi }: PortalApis): Portal {
  async function send(method: string, path: string, sending: Sending = {}) {
    const { body, headers, signal } = sending;
    const base = await discoveryApi.getBaseUrl('paddock');
    const response = await fetchApi
      .fetch(`${base}${path}`, {
        method,
        signal,
        headers: {
          ...(body && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      .catch(error => {
        throw signal?.aborted ? error : asPortalError(error);
      });
    if (!response.ok) throw await errorOf(response);
    return response;
  }
  async function change(method: string, path: string, body?: object) {
    await send(method, path, { body });
  }
  return {
    send,
    get: async (path, signal) =>
      (await unlessTooMany(() => send('GET', path, { signal }), signal)).json(),
    ask: async (path, body, signal) =>
      (
        await unlessTooMany(() => send('POST', path, { body, signal }), signal)
      ).json(),
    post: (path, body) => change('POST', path, body),
    put: (path, body) => change('PUT', path, body),
    remove: path => change('DELETE', path),
  };
}

const triesAtMost = 4;
const longestWaitMs = 30_000;

/** What only reads is asked again after 429, when the backend says that it may be. */
async function unlessTooMany(
  asking: () => Promise<Response>,
  signal?: AbortSignal,
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await asking();
    } catch (error) {
      const isTooMany = error instanceof PortalError && error.status === 429;
      if (!isTooMany || tries === triesAtMost) throw error;
      const { retryAfterMs = 1_000 } = error.more;
      await pause(Math.min(retryAfterMs, longestWaitMs), signal);
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
