import type { Frame } from '@paddock/backstage-plugin-paddock-common';

/** Cuts complete server-sent events off the front of `text`. */
export function splitEvents(text: string): { data: string[]; rest: string } {
  const blocks = text.replace(/\r\n/g, '\n').split('\n\n');
  const rest = blocks.pop() ?? '';
  const data = blocks.map(block =>
    block
      .split('\n')
      .filter(line => line.startsWith('data:'))
      .map(line => line.slice('data:'.length).trimStart())
      .join('\n'),
  );
  return { data: data.filter(each => each !== ''), rest };
}

/** The frames of an event stream, however the network has cut it. */
export async function* readFrames(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<Frame> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const events = splitEvents(
        rest + decoder.decode(value, { stream: true }),
      );
      rest = events.rest;
      for (const data of events.data) yield JSON.parse(data) as Frame;
    }
  } finally {
    reader.cancel().catch(() => {
      // It has ended already, which is what was wanted.
    });
  }
}
