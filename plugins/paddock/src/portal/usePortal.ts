import {
  type DiscoveryApi,
  discoveryApiRef,
  type FetchApi,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { isError, ResponseError } from '@backstage/errors';

/** Paddock's backend, asked once. Answers are parsed JSON; undefined where there is no body. */
export interface Portal {
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  /** A question that is too long for a path. */
  ask<Answer>(path: string, body: object): Promise<Answer>;
  post(path: string, body: object): Promise<void>;
  put(path: string, body: object): Promise<void>;
  remove(path: string): Promise<void>;
}

/** One for all components of an app: what several of them ask at once can be gathered. */
const portals = new WeakMap<FetchApi, Portal>();

/** The backend's API for a component. Whatever goes wrong is thrown; `inWords` says it to a person. */
export function usePortal(): Portal {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const known = portals.get(fetchApi);
  if (known) return known;
  const portal = createPortal(discoveryApi, fetchApi);
  portals.set(fetchApi, portal);
  return portal;
}

function createPortal(discoveryApi: DiscoveryApi, fetchApi: FetchApi): Portal {
  async function call(path: string, init: RequestInit): Promise<Response> {
    const base = await discoveryApi.getBaseUrl('paddock');
    const response = await fetchApi.fetch(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
  const withBody = (method: string, body: object): RequestInit => ({
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  async function send(method: string, path: string, body: object) {
    await call(path, withBody(method, body));
  }
  return {
    get: async (path, signal) =>
      (await unlessTooMany(() => call(path, { signal }), signal)).json(),
    ask: async (path, body) =>
      (await unlessTooMany(() => call(path, withBody('POST', body)))).json(),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    async remove(path) {
      await call(path, { method: 'DELETE' });
    },
  };
}

const triesAtMost = 4;
const longestWaitMs = 30_000;

/** What only reads is asked again after 429, when the server says that it may be. */
async function unlessTooMany(
  asking: () => Promise<Response>,
  signal?: AbortSignal,
): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await asking();
    } catch (error) {
      const isTooMany =
        error instanceof ResponseError && error.response.status === 429;
      if (!isTooMany || tries === triesAtMost) throw error;
      const seconds = Number(error.response.headers.get('Retry-After')) || 1;
      await pause(Math.min(seconds * 1_000, longestWaitMs), signal);
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

/** What went wrong, in the server's own words where it gave some. */
export function inWords(error: unknown): string {
  if (!isError(error)) return 'The portal gave no reason.';
  if (isError(error.cause)) return error.cause.message;
  return error.name === 'TypeError'
    ? 'The portal cannot be reached. Try again when the connection is back.'
    : error.message;
}
