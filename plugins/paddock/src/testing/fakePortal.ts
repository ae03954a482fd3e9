import type { FetchApi } from '@backstage/core-plugin-api';
import type {
  Frame,
  LiveRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** One stream as the portal sees it. */
export interface FakeStream {
  /** The body of the request that opened it. */
  topics: LiveRequest['topics'];
  open: boolean;
  send: (...frames: Frame[]) => void;
  sendText: (text: string) => void;
  /** The portal, or something on the way, ends it. */
  end: () => void;
}

/** The live endpoint, played by a test: everything that the browser sends and gets goes through here. */
export function createFakePortal() {
  const streams: FakeStream[] = [];
  let answer: (() => Response | Promise<Response>) | undefined;

  const openStream = (init: RequestInit): Response => {
    const encoder = new TextEncoder();
    let controller: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start: each => {
        controller = each;
      },
    });
    const sendText = (text: string) => controller.enqueue(encoder.encode(text));
    const stream: FakeStream = {
      topics: (JSON.parse(String(init.body)) as LiveRequest).topics,
      open: true,
      sendText,
      send: (...frames) =>
        frames.forEach(frame => sendText(`data: ${JSON.stringify(frame)}\n\n`)),
      end: () => {
        stream.open = false;
        controller.close();
      },
    };
    init.signal?.addEventListener('abort', () => {
      if (!stream.open) return;
      stream.open = false;
      controller.error(new DOMException('Aborted', 'AbortError'));
    });
    streams.push(stream);
    return new Response(body);
  };

  const fetchApi: FetchApi = {
    fetch: async (input, init = {}) => {
      if (answer) return answer();
      return String(input).endsWith('/live')
        ? openStream(init)
        : new Response('{}', { status: 404 });
    },
  };
  return {
    fetchApi,
    /** All streams that were ever opened. */
    streams,
    openStreams: () => streams.filter(stream => stream.open),
    /** The stream that was opened last. */
    last: () => {
      const stream = streams[streams.length - 1];
      if (!stream) throw new Error('No stream was opened yet');
      return stream;
    },
    /** From now on every request gets this answer; nothing restores the streams. */
    answer: (next?: () => Response | Promise<Response>) => {
      answer = next;
    },
  };
}
