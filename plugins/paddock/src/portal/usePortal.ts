import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { isError, ResponseError } from '@backstage/errors';
import { useMemo } from 'react';

/** Paddock's backend, asked once. Answers are parsed JSON; undefined where there is no body. */
export interface Portal {
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer>;
  post(path: string, body: object): Promise<void>;
  put(path: string, body: object): Promise<void>;
  remove(path: string): Promise<void>;
}

/** The backend's API for a component. Whatever goes wrong is thrown; `inWords` says it to a person. */
export function usePortal(): Portal {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  return useMemo(() => {
    async function call(path: string, init: RequestInit): Promise<Response> {
      const base = await discoveryApi.getBaseUrl('paddock');
      const response = await fetchApi.fetch(`${base}${path}`, init);
      if (!response.ok) throw await ResponseError.fromResponse(response);
      return response;
    }
    async function send(method: string, path: string, body: object) {
      await call(path, {
        method,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
    }
    return {
      get: async (path, signal) => (await call(path, { signal })).json(),
      post: (path, body) => send('POST', path, body),
      put: (path, body) => send('PUT', path, body),
      async remove(path) {
        await call(path, { method: 'DELETE' });
      },
    };
  }, [discoveryApi, fetchApi]);
}

/** What went wrong, in the server's own words where it gave some. */
export function inWords(error: unknown): string {
  if (!isError(error)) return 'The portal gave no reason.';
  if (isError(error.cause)) return error.cause.message;
  return error.name === 'TypeError'
    ? 'The portal cannot be reached. Try again when the connection is back.'
    : error.message;
}
