import { ResponseError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';
import { inWords, usePortal } from './usePortal';

/** Something that the backend reads when it is asked. Instants are ISO 8601. */
export type Looked<Value> =
  | { state: 'waiting' }
  | { state: 'ready'; value: Value; at: string }
  /** What was seen last; it could not be read again. */
  | { state: 'stale'; value: Value; since: string; reason: string }
  | { state: 'denied'; reason: string }
  | { state: 'gone'; reason: string }
  | { state: 'lost'; since: string; reason: string };

interface Options {
  /** Milliseconds between looks. Default 5 s. */
  everyMs?: number;
  /** A change of this is a reason to look again at once. */
  seen?: string;
}

const now = () => new Date().toISOString();

function failed<Value>(before: Looked<Value>, error: unknown): Looked<Value> {
  const reason = inWords(error);
  const status = error instanceof ResponseError ? error.response.status : 0;
  if (status === 403) return { state: 'denied', reason };
  if (status === 404) return { state: 'gone', reason };
  if (before.state === 'ready') {
    return { state: 'stale', value: before.value, since: before.at, reason };
  }
  if (before.state === 'stale') return { ...before, reason };
  const since = before.state === 'lost' ? before.since : now();
  return { state: 'lost', since, reason };
}

/** Looks at a path of the backend while it is shown and the page is in sight. */
export function useLooked<Value>(path: string, options: Options = {}) {
  const { everyMs = 5_000, seen } = options;
  const portal = usePortal();
  const [looked, setLooked] = useState<Looked<Value>>({ state: 'waiting' });
  const [turn, setTurn] = useState(0);
  useEffect(() => setLooked({ state: 'waiting' }), [path]);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const value = await portal.get<Value>(path, stop.signal);
        if (stop.signal.aborted) return;
        setLooked({ state: 'ready', value, at: now() });
      } catch (error) {
        if (stop.signal.aborted) return;
        setLooked(before => failed(before, error));
      }
      timer = setTimeout(repeat, everyMs);
    };
    const repeat = () => {
      // Nobody looks: the cluster is not asked either.
      if (document.hidden) timer = setTimeout(repeat, everyMs);
      else void look();
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path, everyMs, seen, turn]);
  const again = useCallback(() => setTurn(count => count + 1), []);
  return { looked, again };
}
