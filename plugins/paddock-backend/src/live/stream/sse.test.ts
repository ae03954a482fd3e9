import { EventEmitter } from 'node:events';
import type { Response } from 'express';
import { openEventStream } from './sse';

/** A response whose reader can stop reading. */
class FakeResponse extends EventEmitter {
  written: string[] = [];
  writableLength = 0;
  writableEnded = false;
  destroyed = false;
  reading = true;
  socket = {
    setKeepAlive() {},
    setNoDelay() {},
    destroy: () => {
      this.destroyed = true;
      this.emit('close');
    },
  };

  writeHead() {}

  flushHeaders() {}

  write(text: string) {
    this.written.push(text);
    if (this.reading) return true;
    this.writableLength += text.length;
    return this.writableLength < 16_384;
  }

  end() {
    this.writableEnded = true;
  }

  readAll() {
    this.reading = true;
    this.writableLength = 0;
    this.emit('drain');
  }
}

function open() {
  const response = new FakeResponse();
  const stream = openEventStream(response as unknown as Response);
  return { response, stream };
}

const large = {
  type: 'refused',
  id: 'a',
  reason: 'x'.repeat(100_000),
} as const;

describe('openEventStream', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('writes one event a frame', () => {
    const { response, stream } = open();
    stream.send({ type: 'refused', id: 'a', reason: 'two\nlines' });
    expect(response.written).toEqual([
      'data: {"type":"refused","id":"a","reason":"two\\nlines"}\n\n',
    ]);
  });

  it('is not ready beyond 256 kB, and says when it is again', () => {
    const { response, stream } = open();
    const caughtUp = jest.fn();
    stream.onReady(caughtUp);
    response.reading = false;
    stream.send(large);
    stream.send(large);
    expect(stream.ready()).toBe(true);
    stream.send(large);
    expect(stream.ready()).toBe(false);
    response.readAll();
    expect(caughtUp).toHaveBeenCalledTimes(1);
    expect(stream.ready()).toBe(true);
    jest.advanceTimersByTime(60_000);
    expect(response.writableEnded).toBe(false);
  });

  it('lets a client go that has not caught up after 30 s', () => {
    const { response, stream } = open();
    response.reading = false;
    stream.send(large);
    jest.advanceTimersByTime(29_999);
    expect(response.writableEnded).toBe(false);
    jest.advanceTimersByTime(1);
    expect(response.written.at(-1)).toBe(
      'data: {"type":"bye","reason":"too-slow"}\n\n',
    );
    expect(response.writableEnded).toBe(true);
    jest.advanceTimersByTime(1_000);
    expect(response.destroyed).toBe(true);
  });
});
