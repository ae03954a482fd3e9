import { useCallback, useEffect, useState } from 'react';
import { asRefusal } from './refusal';

/** Something that is asked for once, and again on request. */
export type Loaded<Value> =
  | { state: 'waiting' }
  | { state: 'ready'; value: Value; at: string }
  /** It was there, and could not be read again. */
  | { state: 'stale'; value: Value; since: string; reason: string }
  | { state: 'denied'; reason: string }
  | { state: 'lost'; since: string; reason: string };

function failed<Value>(before: Loaded<Value>, error: unknown): Loaded<Value> {
  const { status, message: reason } = asRefusal(error);
  if (status === 403) return { state: 'denied', reason };
  const now = new Date().toISOString();
  if (before.state === 'ready') {
    return { state: 'stale', value: before.value, since: before.at, reason };
  }
  if (before.state === 'stale') return { ...before, reason };
  return { state: 'lost', since: now, reason };
}

/** Loads when shown, whenever `load` is another function, and when told to; the answer to an older question is dropped. */
export function useLoaded<Value>(load: () => Promise<Value>) {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'waiting' });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let over = false;
    load().then(
      value => {
        if (over) return;
        setLoaded({ state: 'ready', value, at: new Date().toISOString() });
      },
      error => !over && setLoaded(before => failed(before, error)),
    );
    return () => {
      over = true;
    };
  }, [load, turn]);
  const again = useCallback(() => setTurn(count => count + 1), []);
  return { loaded, again };
}
