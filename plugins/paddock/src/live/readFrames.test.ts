import { readFrames, splitEvents } from './readFrames';

async function read(bytes: Uint8Array, size: number) {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) {
        controller.enqueue(bytes.slice(at, at + size));
      }
      controller.close();
    },
  });
  const frames = [];
  for await (const frame of readFrames(body)) frames.push(frame);
  return frames;
}

describe('readFrames', () => {
  const frames = [
    { type: 'beat' },
    { type: 'refused', id: 't', reason: 'Nicht möglich: „ü“ 🐴' },
    { type: 'bye', reason: 'shutdown' },
  ];
  const text = `: hello\n\ndata: ${JSON.stringify(
    frames[0],
  )}\r\n\r\nid: 7\ndata:${JSON.stringify(
    frames[1],
  )}\n\nevent: frame\ndata: ${JSON.stringify(frames[2])}\n\ndata: {"cut`;
  const bytes = new TextEncoder().encode(text);

  it.each([1, 2, 3, 7, 64, 1000])(
    'reads the same frames from chunks of %d bytes',
    async size => {
      expect(await read(bytes, size)).toEqual(frames);
    },
  );

  it('joins the lines of one event', () => {
    expect(splitEvents('data: {"a":\ndata: 1}\n\n')).toEqual({
      data: ['{"a":\n1}'],
      rest: '',
    });
  });

  it('rejects what is not a frame', async () => {
    await expect(
      read(new TextEncoder().encode('data: <html>\n\n'), 100),
    ).rejects.toThrow();
  });
});
