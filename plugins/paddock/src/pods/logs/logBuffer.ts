import type { LogLine } from '@paddock/backstage-plugin-paddock-common';
import { severityOf, type Severity } from './severity';
import { plain } from './plain';

/** Lines, and characters, that are kept; older ones leave. Bounds the memory of a tab, whatever the log. */
export const mostLines = 20_000;
const mostCharacters = 16_000_000;

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
  let next = 0;
  let characters = 0;

  function keepLast(all: ShownLine[]) {
    let first = Math.max(0, all.length - mostLines);
    for (let at = 0; at < first; at += 1) characters -= all[at]!.text.length;
    for (; characters > mostCharacters && first < all.length - 1; first += 1) {
      characters -= all[first]!.text.length;
    }
    return all.slice(first);
  }

  return {
    add(batch: LogLine[]) {
      const fresh = batch.map(([source, at, given]): ShownLine => {
        const text = plain(given);
        next += 1;
        characters += text.length;
        return { id: next, source, at, text, severity: severityOf(text) };
      });
      lines = keepLast([...lines, ...fresh]);
      listeners.forEach(listener => listener());
    },
    lines: () => lines,
    /** How many have left already. */
    forgotten: () => next - lines.length,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export type LogBuffer = ReturnType<typeof createLogBuffer>;
