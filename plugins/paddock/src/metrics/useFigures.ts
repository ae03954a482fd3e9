import { ResponseError } from '@backstage/errors';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

/** An answer with figures, as often as there are new ones. */
export type FiguresState<Answer> =
  | { state: 'waiting' }
  | { state: 'ready'; answer: Answer; at: string }
  /** What was seen last; it could not be read again. */
  | { state: 'stale'; answer: Answer; since: string; reason: string }
  /** The cluster does not give the person this right. */
  | { state: 'denied'; verb: string; resource: string }
  | { state: 'refused'; reason: string }
  | { state: 'lost'; since: string; reason: string };

/** As often as is measured; until the first figures are there, more often. */
const usualMs = 15_000;
const firstMs = 3_000;

function failed<Answer>(
  before: FiguresState<Answer>,
  error: unknown,
): FiguresState<Answer> {
  const reason = inWords(error);
  if (error instanceof ResponseError) {
    const { status } = error.response;
    if (status === 403) return refusalOf(reason);
    // What is not there will not come by asking again.
    if (status === 404) return { state: 'refused', reason };
  }
  if (before.state === 'ready') {
    return { ...before, state: 'stale', since: before.at, reason };
  }
  if (before.state === 'stale') return { ...before, reason };
  const since = before.state === 'lost' ? before.since : now();
  return { state: 'lost', since, reason };
}

function refusalOf<Answer>(reason: string): FiguresState<Answer> {
  const [, verb, resource] =
    /lack the right to (\w+) ([a-z0-9.]+[a-z0-9])/.exec(reason) ?? [];
  if (verb && resource) return { state: 'denied', verb, resource };
  return reason.includes('pods is forbidden')
    ? { state: 'denied', verb: 'list', resource: 'pods' }
    : { state: 'refused', reason };
}

const now = () => new Date().toISOString();

/**
 * Reads the path again and again, while it is shown and the page is in sight. Another path of the same whole leaves the
 * picture until its own is there.
 */
export function useFigures<Answer extends { at: number[] }>(
  path: string,
  whole: string,
): FiguresState<Answer> {
  const portal = usePortal();
  const [figures, setFigures] = useState<FiguresState<Answer>>({
    state: 'waiting',
  });
  useEffect(() => setFigures({ state: 'waiting' }), [whole]);
  useEffect(() => {
    const stop = new AbortController();
    const over = () => stop.signal.aborted;
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      const answer = await portal.get<Answer>(path, stop.signal);
      if (!over()) setFigures({ state: 'ready', answer, at: now() });
      return answer.at.length < 2 ? firstMs : usualMs;
    };
    const look = async () => {
      const next = await read().catch(error => {
        setFigures(before => (over() ? before : failed(before, error)));
        return usualMs;
      });
      if (!over()) timer = setTimeout(repeat, next);
    };
    const repeat = () => {
      // Nobody looks: nothing is measured for them either.
      if (document.hidden) timer = setTimeout(repeat, firstMs);
      else void look();
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path]);
  return figures;
}
