import type {
  Frame,
  TopicRequest,
} from '@paddock/backstage-plugin-paddock-common';

/** A stream as a browser reads it. */
export interface TestStream {
  status: number;
  headers: Headers;
  /** Everything received, oldest first. */
  frames: Frame[];
  /** What a page would show of a topic; undefined before the first snapshot and once it is denied. */
  items(id: string): Map<string, any> | undefined;
  /** Waits until this holds; fails with the frames after `ms`. */
  until<T>(holds: () => T | undefined | false, ms?: number): Promise<T>;
  /** The first frame of this type, from the index `from` on. */
  frame<T extends Frame['type']>(
    type: T,
    from?: number,
  ): Promise<Extract<Frame, { type: T }>>;
  ended(): boolean;
  close(): void;
}

function applyTo(pages: Map<string, Map<string, any>>, frame: Frame) {
  if (frame.type === 'snapshot') pages.set(frame.id, new Map(frame.items));
  if (frame.type === 'denied') pages.delete(frame.id);
  if (frame.type !== 'delta') return;
  const page = pages.get(frame.id) ?? new Map();
  for (const id of frame.gone) page.delete(id);
  for (const [id, item] of frame.changed) page.set(id, item);
  pages.set(frame.id, page);
}

export async function openStream(
  { url, token }: { url: string; token: string },
  topics: TopicRequest[],
): Promise<TestStream> {
  const abort = new AbortController();
  const frames: Frame[] = [];
  const pages = new Map<string, Map<string, any>>();
  let over = false;
  const response = await fetch(`${url}/live`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ topics }),
    signal: abort.signal,
  });

  async function read() {
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body as any) {
      text += decoder.decode(piece, { stream: true });
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const frame = JSON.parse(event.replace(/^data: /, ''));
        frames.push(frame);
        applyTo(pages, frame);
      }
    }
  }
  if (response.ok) {
    read()
      .catch(() => {})
      .finally(() => {
        over = true;
      });
  }

  async function until<T>(
    holds: () => T | undefined | false,
    ms = 5_000,
  ): Promise<T> {
    const end = Date.now() + ms;
    for (;;) {
      const found = holds();
      if (found) return found;
      if (Date.now() > end) {
        throw new Error(`Waited in vain. Frames: ${JSON.stringify(frames)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  return {
    status: response.status,
    headers: response.headers,
    frames,
    items: id => pages.get(id),
    until,
    frame: (type, from = 0) =>
      until(() => frames.slice(from).find(frame => frame.type === type) as any),
    ended: () => over,
    close: () => abort.abort(),
  };
}
