import type { LogFrame } from '@paddock/backstage-plugin-paddock-common';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';

export interface Tail {
  lines: Array<{ at: string; text: string }>;
  /** More was written than is told here. */
  isCut: boolean;
  /** Why the log cannot be read to its end. */
  reason?: string;
}

/** Of all lines together, in UTF-8; and of one, in characters, so that the last one always fits. */
const mostBytes = 64 * 1024;
const longest = 16 * 1024;

/** The end of a log that is streamed as frames of JSON, one a line. */
export async function readTail(response: Response): Promise<Tail> {
  const tail: Tail = { lines: [], isCut: false };
  if (!response.body) return tail;
  const frames = createInterface({
    input: Readable.fromWeb(response.body as ReadableStream),
    crlfDelay: Infinity,
  });
  for await (const line of frames) {
    const frame = JSON.parse(line) as LogFrame;
    if (frame.type === 'lines') {
      for (const [, at, text] of frame.lines) {
        tail.isCut ||= text.length > longest;
        tail.lines.push({ at, text: text.slice(0, longest) });
      }
      keepEnd(tail);
    }
    if (frame.type === 'end' && frame.reason) tail.reason = frame.reason;
  }
  return tail;
}

function keepEnd(tail: Tail): void {
  let left = mostBytes;
  let first = tail.lines.length;
  while (first > 0) {
    left -= Buffer.byteLength(tail.lines[first - 1]!.text);
    if (left < 0) break;
    first -= 1;
  }
  if (first === 0) return;
  tail.isCut = true;
  tail.lines = tail.lines.slice(first);
}
