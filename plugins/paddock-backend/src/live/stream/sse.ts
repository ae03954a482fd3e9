import type { Response } from 'express';
import type { Frame } from '@paddock/backstage-plugin-paddock-common';

/** A client that has this much waiting gets no more until it has caught up. */
const queueBytes = 256 * 1024;
/** A client that does not catch up within this time is let go. */
const patienceMs = 30_000;

type ByeReason = Extract<Frame, { type: 'bye' }>['reason'];

/** One client's event stream. */
export interface EventStream {
  /** False while the client is behind: then only remember what it has to be told. */
  ready(): boolean;
  /** Writes a frame whether or not the client is behind; small ones only, unless `ready()`. */
  send(frame: Frame): void;
  /** As `send`, for a frame whose body was serialised once for many clients. */
  sendText(json: string): void;
  /** Called when a client that was behind has caught up. */
  onReady(listener: () => void): void;
  /** Says why, and ends. */
  bye(reason: ByeReason): void;
}

const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Without no-transform, compression would hold frames back.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  'X-Content-Type-Options': 'nosniff',
};

/** Turns an answer into a stream of server-sent events, one JSON object each. */
export function openEventStream(res: Response): EventStream {
  let listener = () => {};
  let patience: NodeJS.Timeout | undefined;

  res.writeHead(200, headers);
  res.flushHeaders();
  // A half-open connection is noticed by the system, not only when its buffer is full.
  res.socket?.setKeepAlive(true, 15_000);
  res.socket?.setNoDelay(true);

  const isOpen = () => !res.writableEnded && !res.destroyed;

  function sendText(json: string) {
    if (!isOpen()) return;
    // JSON has no line breaks of its own, so that one line carries it.
    const flushed = res.write(`data: ${json}\n\n`);
    if (!flushed) patience ??= setTimeout(() => bye('too-slow'), patienceMs);
  }

  function bye(reason: ByeReason) {
    clearTimeout(patience);
    if (!isOpen()) return;
    res.write(`data: ${JSON.stringify({ type: 'bye', reason })}\n\n`);
    res.end();
    const { socket } = res;
    // Who does not read does not read the farewell either.
    const last = setTimeout(() => socket?.destroy(), 1_000);
    last.unref();
    res.once('close', () => clearTimeout(last));
  }

  res.on('drain', () => {
    clearTimeout(patience);
    patience = undefined;
    listener();
  });
  res.on('close', () => clearTimeout(patience));

  return {
    ready: () => isOpen() && res.writableLength < queueBytes,
    send: frame => sendText(JSON.stringify(frame)),
    sendText,
    onReady(then) {
      listener = then;
    },
    bye,
  };
}
