import type { Readable } from 'node:stream';
import type { WatchStream } from '../../connection/connection';
import { Unreachable } from '../../connection/errors';
import { decodeEvent, type WatchEvent } from './events';
import { createLineSplitter } from './lines';
import type { Pace } from './pace';

export interface WatchReading {
  pace: Pace;
  /** How long the stream may bring nothing at all; asked after each piece. */
  silenceMs(): number;
  /** What it means when it does. */
  tooSilent(): Error;
}

/** Three times what the API server accepts of one object, since JSON escapes. */
const MAX_LINE = 8 * 1024 * 1024;

/**
 * The events of a watch until the server ends it.
 *
 * @throws Unreachable when the connection breaks, `tooSilent()` when nothing
 * comes, and whatever `decodeEvent` throws.
 */
export async function* readWatch(
  { body, brokeOff }: Pick<WatchStream, 'body' | 'brokeOff'>,
  reading: WatchReading,
): AsyncGenerator<WatchEvent> {
  const push = createLineSplitter(MAX_LINE);
  let silent: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  const listen = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      silent = reading.tooSilent();
      body.destroy(silent);
    }, reading.silenceMs());
  };
  try {
    listen();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      for (const line of push(chunk)) {
        yield decodeEvent(line);
        if (reading.pace.due()) await reading.pace.rest();
      }
      listen();
    }
    if (brokeOff()) throw broken();
  } catch (error) {
    throw silent ?? asBroken(error, body);
  } finally {
    clearTimeout(timer);
    body.destroy();
  }
}

// What is thrown while a line is decoded is not the connection's fault.
function asBroken(error: unknown, body: Readable) {
  const early =
    (error as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE';
  return early || error === body.errored ? broken(error) : error;
}

const broken = (cause?: unknown) =>
  new Unreachable('The connection of the watch broke', cause, true);
