import type {
  Frame,
  LiveRequest,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { createPortal, type PortalApis } from '../portal/createPortal';
import { readFrames } from './readFrames';

/** Opens one stream for these topics. Rejects where the portal does not grant it. */
export type OpenStream = (
  topics: TopicRequest[],
  signal: AbortSignal,
) => Promise<AsyncIterable<Frame>>;

/** EventSource cannot send the sign-in token, so the stream is read with fetch. */
export function createOpenStream(apis: PortalApis): OpenStream {
  const portal = createPortal(apis);
  return async (topics, signal) => {
    const body: LiveRequest = { topics };
    const response = await portal.send('POST', '/live', {
      body,
      headers: { Accept: 'text/event-stream' },
      signal,
    });
    if (!response.body) throw new Error('The answer is not a stream');
    return readFrames(response.body);
  };
}
