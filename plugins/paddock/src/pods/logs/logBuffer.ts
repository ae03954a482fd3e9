import type { LogLine } from '@paddock/backstage-plugin-paddock-common';
import { severityOf, type Severity } from './severity';
import { plain } from './plain';

/** Lines, and characters, that are kept; older ones leave. Bounds the memory of a tab, whatever the log. */
export const mostLines = 20_000;
const mostCharacters = 16_000_000;
/** A busy log is drawn so often, and not for every batch of lines: a slow machine skips lines, and does not fall behind. */
const showEveryMs = 60;

export interface ShownLine {
  /** Grows over the whole stream. */
  id: number;
  source: number;
  at: string;
  text: string;
  severity: Severity;
}

/** The last lines of a stream. Lines are never changed; what is read is the same array until something comes. */
export function createLogBuffer() {
  const listeners = new Set<() => void>();
  let lines: ShownLine[] = [];
  let waiting: ShownLine[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let next = 0;

  function show() {
    timer = undefined;
    lines = lastOf([...lines, ...waiting]);
    waiting = [];
    listeners.forEach(listener => listener());
  }

  return {
    add(batch: LogLine[]) {
      for (const [source, at, given] of batch) {
        const text = plain(given);
        next += 1;
        const severity = severityOf(text);
        waiting.push({ id: next, source, at, text, severity });
      }
      // Nobody draws in a tab that is hidden.
      if (waiting.length > mostLines) waiting = lastOf(waiting);
      timer ??= setTimeout(show, showEveryMs);
    },
    lines: () => lines,
    /** How many have left already. */
    forgotten: () => next - waiting.length - lines.length,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type LogBuffer = ReturnType<typeof createLogBuffer>;

function lastOf(all: ShownLine[]): ShownLine[] {
  let first = all.length;
  let characters = 0;
  while (first > 0 && all.length - first < mostLines) {
    characters += all[first - 1]!.text.length;
    if (characters > mostCharacters) break;
    first -= 1;
  }
  return all.slice(first);
}
