import type { Readable } from 'node:stream';
import type {
  LogFrame,
  LogLine,
  LogRequest,
} from '@paddock/backstage-plugin-paddock-common';
import { logLines } from './logLines';

/** Lines are gathered for this long, or until there are so many. */
const gatherMs = 80;
const gatherLines = 500;

/** Where frames go. `write` answers false while the reader is behind; `drained` resolves when it has caught up. */
export interface Sink {
  write(frame: LogFrame): boolean;
  drained(): Promise<void>;
}

export interface LogSource {
  /** Lines up to this instant were shown already. */
  after?: string;
  /** @param onWait - called each time it has to wait for others, with how many of them are open */
  open(onWait: (open: number) => void): Promise<Readable>;
  /** Why this source ends without an end. */
  explain(error: unknown): string;
}

/** Sends the logs of all sources to one sink until they end. A slow sink slows the sources down, and nothing piles up. */
export async function streamLogs(
  sources: LogSource[],
  sink: Sink,
): Promise<void> {
  const gather = createGatherer(sink);
  await Promise.all(
    sources.map(async (source, place) => {
      const reason = await openSource(source, place, sink)
        .then(body => readSource(body, { source, place, add: gather.add }))
        .then(
          () => undefined,
          error => source.explain(error),
        );
      await gather.flush();
      sink.write({ type: 'end', source: place, ...(reason && { reason }) });
    }),
  );
}

async function openSource(
  { open }: LogSource,
  source: number,
  sink: Sink,
): Promise<Readable> {
  let waited = false;
  const body = await open(count => {
    waited = true;
    sink.write({ type: 'waiting', source, open: count });
  });
  if (waited) sink.write({ type: 'reading', source });
  return body;
}

interface Reading {
  source: LogSource;
  place: number;
  add: (lines: LogLine[]) => Promise<void>;
}

async function readSource(body: Readable, { source, place, add }: Reading) {
  const { after = '' } = source;
  for await (const batch of logLines(body)) {
    // The kubelet counts in whole seconds: what came within the last one comes again.
    const fresh = batch.filter(({ at }) => at === '' || at > after);
    await add(fresh.map(({ at, text }) => [place, at, text]));
  }
}

function createGatherer(sink: Sink) {
  let waiting: LogLine[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function write() {
    clearTimeout(timer);
    timer = undefined;
    const lines = waiting;
    waiting = [];
    if (lines.length === 0) return;
    if (!sink.write({ type: 'lines', lines })) await sink.drained();
  }

  function flush() {
    writing = writing.then(write);
    return writing;
  }

  return {
    flush,
    async add(lines: LogLine[]) {
      waiting.push(...lines);
      if (waiting.length >= gatherLines) await flush();
      else timer ??= setTimeout(flush, gatherMs);
    },
  };
}

/** What the API server is asked for one source. */
export function logQuery(
  request: Pick<LogRequest, 'follow' | 'previous' | 'lines'>,
  source: LogRequest['sources'][number],
): Record<string, string> {
  return {
    ...(source.container && { container: source.container }),
    timestamps: 'true',
    ...(request.follow ? { follow: 'true' } : {}),
    ...(request.previous ? { previous: 'true' } : {}),
    ...(source.after
      ? { sinceTime: source.after }
      : { tailLines: `${request.lines}` }),
  };
}
