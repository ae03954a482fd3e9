import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** A longer line is cut, and says so: one line must not be the memory of the portal. */
const longest = 64 * 1024;

export interface LogText {
  /** RFC 3339 with nanoseconds, as the kubelet stamps it; empty where it did not. */
  at: string;
  text: string;
}

/**
 * The lines of a container's log that was asked for with timestamps, in batches as they come. A log of any length
 * takes one piece of memory: whoever does not take the next batch holds the cluster back.
 */
export async function* logLines(body: Readable): AsyncGenerator<LogText[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let cut = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.write(piece)).split('\n');
    rest = lines.pop() ?? '';
    const [first, ...others] = lines;
    const batch = others.map(line => lineOf(line, 0));
    if (first !== undefined) {
      batch.unshift(lineOf(first, cut));
      cut = 0;
    }
    if (rest.length > longest) {
      cut += rest.length - longest;
      rest = rest.slice(0, longest);
    }
    if (batch.length > 0) yield batch;
  }
  rest += decoder.end();
  if (rest) yield [lineOf(rest, cut)];
}

function lineOf(line: string, missing: number): LogText {
  const over = Math.max(0, line.length - longest) + missing;
  const kept = line.slice(0, longest).replace(/\r$/, '');
  const found = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?/.exec(kept);
  const text = found ? kept.slice(found[0].length) : kept;
  return {
    at: found?.[1] ?? '',
    text: over > 0 ? `${text} … (${over} more characters)` : text,
  };
}
