import {
  describeChange,
  describeRequest,
  type RequestLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { HomeChange } from './useHome';

export const hourMs = 3_600_000;

export interface HourLine {
  id: string;
  /** ISO 8601 */
  at: string;
  words: string;
  to?: string;
}

interface Given {
  changes: HomeChange[];
  recent: RequestLine[];
  /** Milliseconds since the epoch. */
  now: number;
  pathOf: (ref: string) => string | undefined;
  requestPath: (id: string) => string;
}

/** One list of what changed in clusters and of requests, newest first. Pure. */
export function lastHourOf(given: Given): HourLine[] {
  const { changes, recent, now, pathOf, requestPath } = given;
  const lines: HourLine[] = [
    ...changes.map(change => ({
      id: change.id,
      at: change.at,
      words: `${describeChange(change)} in ${change.cluster} / ${
        change.namespace
      }.`,
      to: pathOf(change.service),
    })),
    ...recent.map(line => ({
      id: line.id,
      at: line.updatedAt,
      words: describeRequest(line),
      to: requestPath(line.id),
    })),
  ];
  return lines
    .filter(({ at }) => now - Date.parse(at) < hourMs)
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}
