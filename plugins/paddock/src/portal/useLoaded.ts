import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { asPortalError } from './PortalError';
import { usePortal, useQueries } from './usePortal';

/** What a read has found; instants are ISO 8601. */
type Found<Value> =
  | { state: 'ready'; value: Value; at: string }
  | {
      state: 'denied';
      missing: MissingRight[];
      permission?: string;
      reason: string;
    }
  /** `last` is what was there before, where that was seen. */
  | { state: 'gone'; reason: string; last?: Value };

/** Something that the backend reads when it is asked. */
export type Loaded<Value> =
  | { state: 'waiting' }
  | Found<Value>
  /** What was seen last; it could not be read again. */
  | { state: 'stale'; value: Value; since: string; reason: string }
  | { state: 'lost'; since: string; reason: string };

interface Options<Value> {
  /** Milliseconds between reads while the page is visible; none where that is false. Without it, it is read once. */
  everyMs?: number | ((value: Value | undefined) => number | false);
  /** A change of this is a reason to read again at once. */
  seen?: string;
  /** Keys of the same whole take over from each other: what is known of one stays until the next is read. Default: the key. */
  whole?: string;
  /** Nothing is read where this is false. */
  enabled?: boolean;
}

/** Reads a path of the backend while it is shown. */
export function useGet<Value>(path: string, options?: Options<Value>) {
  const portal = usePortal();
  return useLoaded<Value>(path, signal => portal.get(path, signal), options);
}

/** Reads something while it is shown; components with the same key share it. */
export function useLoaded<Value>(
  key: string,
  load: (signal: AbortSignal) => Promise<Value>,
  options: Options<Value> = {},
) {
  const { everyMs, seen, whole = key, enabled = true } = options;
  const queries = useQueries();
  const { data, error, failureReason, refetch } = useQuery<Found<Value>>(
    {
      queryKey: [key],
      enabled,
      queryFn: ({ signal }) =>
        find(load, signal, queries.getQueryData<Found<Value>>([key])),
      refetchInterval: ({ state }) => intervalOf(everyMs, state.data),
      refetchOnWindowFocus: everyMs !== undefined,
    },
    queries,
  );

  const shown = useRef(seen);
  useEffect(() => {
    if (shown.current === seen) return;
    shown.current = seen;
    void refetch();
  }, [seen, refetch]);

  const again = useCallback(async () => {
    // What waits for its next attempt would keep on waiting.
    await queries.cancelQueries({ queryKey: [key] });
    await refetch();
  }, [queries, key, refetch]);

  const memory = useRef<Memory<Value>>({ key, whole });
  if (memory.current.whole !== whole) memory.current = { key, whole };
  const failure = error ?? failureReason;
  return {
    loaded: recall(memory.current, key, {
      found: data,
      failure: failure ? asPortalError(failure).message : undefined,
    }),
    again: again as () => void,
  };
}

/** A denial is an answer, too, and takes the place of what was there before. */
async function find<Value>(
  load: (signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal,
  before: Found<Value> | undefined,
): Promise<Found<Value>> {
  try {
    const value = await load(signal);
    return { state: 'ready', value, at: new Date().toISOString() };
  } catch (error) {
    if (signal.aborted) throw error;
    const { status, message: reason, more } = asPortalError(error);
    if (status === 403) {
      const { missing = [], permission } = more;
      return { state: 'denied', missing, permission, reason };
    }
    if (status !== 404) throw asPortalError(error);
    const last = before?.state === 'gone' ? before.last : valueOf(before);
    return { state: 'gone', reason, ...(last !== undefined && { last }) };
  }
}

const valueOf = <Value>(found: Found<Value> | undefined) =>
  found?.state === 'ready' ? found.value : undefined;

function intervalOf<Value>(
  everyMs: Options<Value>['everyMs'] = 0,
  found: Found<Value> | undefined,
): number | false {
  return typeof everyMs === 'function' ? everyMs(valueOf(found)) : everyMs;
}

interface Memory<Value> {
  key: string;
  whole: string;
  found?: Found<Value>;
  lost?: { since: string; reason: string };
}

/** The face of what is known; a failure is remembered until something is read, also while it is tried again. */
function recall<Value>(
  memory: Memory<Value>,
  key: string,
  now: { found?: Found<Value>; failure?: string },
): Loaded<Value> {
  if (memory.key !== key) Object.assign(memory, { key, lost: undefined });
  if (now.found) memory.found = now.found;
  if (now.failure) {
    const since = memory.lost?.since ?? new Date().toISOString();
    memory.lost = { since, reason: now.failure };
  } else if (now.found) {
    memory.lost = undefined;
  }
  const { found, lost } = memory;
  if (lost && found?.state === 'ready') {
    const { value, at: since } = found;
    return { state: 'stale', value, since, reason: lost.reason };
  }
  if (lost) return { state: 'lost', ...lost };
  return found ?? { state: 'waiting' };
}
