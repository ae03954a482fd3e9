import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  Frame,
  LiveRequest,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { readFrames } from './readFrames';

/** Opens one stream for these topics. Rejects where the portal does not grant it. */
export type OpenStream = (
  topics: TopicRequest[],
  signal: AbortSignal,
) => Promise<AsyncIterable<Frame>>;

/** EventSource cannot send the sign-in token, so the stream is read with fetch. */
export function createOpenStream(apis: {
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
}): OpenStream {
  return async (topics, signal) => {
    const baseUrl = await apis.discoveryApi.getBaseUrl('paddock');
    const body: LiveRequest = { topics };
    const response = await apis.fetchApi.fetch(`${baseUrl}/live`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'text/event-stream',
      },
      body: JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    if (!response.body) throw new Error('The answer is not a stream');
    return readFrames(response.body);
  };
}
