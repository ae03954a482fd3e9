import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { LogFrame } from '@paddock/backstage-plugin-paddock-common';
import type { Portal } from '../../portal/createPortal';
import { inWords } from '../../portal/PortalError';
import { usePortal } from '../../portal/usePortal';
import { createLogBuffer, type LogBuffer } from './logBuffer';
import { openLogs, type LogPlace } from './openLogs';

export interface LogSource {
  pod: string;
  /** Without one: the only container of the pod. */
  container?: string;
}

export interface LogQuestion extends LogPlace {
  sources: LogSource[];
  follow: boolean;
  previous: boolean;
}

export type LogState =
  | { is: 'waiting' }
  | { is: 'following' }
  /** For others to end: so many log streams are open. */
  | { is: 'queued'; open: number }
  | { is: 'ended' }
  | { is: 'rights-lost' }
  /** It is tried again by itself. */
  | { is: 'lost'; reason: string };

const againMs = 3_000;
const lines = 1_000;

/** Follows logs while they are shown. After a break it goes on where it was, and shows no line twice. */
export function useLogs(question: LogQuestion) {
  const portal = usePortal();
  const key = JSON.stringify(question);
  const buffer = useMemo(createLogBuffer, [key]);
  const [state, setState] = useState<LogState>({ is: 'waiting' });
  const [ends, setEnds] = useState<Record<number, string>>({});

  useEffect(() => {
    const asked: LogQuestion = JSON.parse(key);
    const stop = new AbortController();
    const reader = createReader(asked, buffer, {
      state: setState,
      end: (source, reason) =>
        setEnds(before => ({ ...before, [source]: reason })),
    });
    setState({ is: 'waiting' });
    setEnds({});
    void keepReading(
      signal => reader.read(portal, signal),
      stop.signal,
      setState,
    );
    return () => stop.abort();
  }, [key, buffer, portal]);

  const shown = useSyncExternalStore(buffer.subscribe, buffer.lines);
  return { lines: shown, forgotten: buffer.forgotten(), state, ends };
}

type Verdict = 'again' | 'over';

/** Until it is over, or nobody looks any more. */
async function keepReading(
  read: (signal: AbortSignal) => Promise<Verdict>,
  signal: AbortSignal,
  tell: (state: LogState) => void,
) {
  while (!signal.aborted) {
    try {
      if ((await read(signal)) === 'over') return;
    } catch (error) {
      if (signal.aborted) return;
      tell({ is: 'lost', reason: inWords(error) });
      await new Promise(resolve => {
        setTimeout(resolve, againMs);
      });
    }
  }
}

interface Tell {
  state: (state: LogState) => void;
  end: (source: number, reason: string) => void;
}

function createReader(asked: LogQuestion, buffer: LogBuffer, tell: Tell) {
  const last = new Map<number, string>();
  const queued = new Set<number>();
  const { cluster, namespace, sources, follow, previous } = asked;

  function take(frame: LogFrame): Verdict | undefined {
    switch (frame.type) {
      case 'waiting':
        queued.add(frame.source);
        tell.state({ is: 'queued', open: frame.open });
        return undefined;
      case 'reading':
        queued.delete(frame.source);
        return undefined;
      case 'lines':
        for (const [source, at] of frame.lines) if (at) last.set(source, at);
        buffer.add(frame.lines);
        return undefined;
      case 'end':
        queued.delete(frame.source);
        if (frame.reason) tell.end(frame.source, frame.reason);
        return undefined;
      case 'bye':
        if (frame.reason === 'token-expires') return 'again';
        tell.state({
          is: frame.reason === 'rights-lost' ? 'rights-lost' : 'ended',
        });
        return 'over';
      default:
        return undefined;
    }
  }

  return {
    async read(portal: Portal, signal: AbortSignal): Promise<Verdict> {
      const request = {
        follow,
        previous,
        lines,
        sources: sources.map((source, place) => {
          const after = last.get(place);
          return { ...source, ...(after && { after }) };
        }),
      };
      const frames = openLogs(portal, { cluster, namespace, request }, signal);
      queued.clear();
      for await (const frame of frames) {
        if (queued.size === 0) tell.state({ is: 'following' });
        const verdict = take(frame);
        if (verdict) return verdict;
      }
      throw new Error('The connection to the portal has ended.');
    },
  };
}
