import type {
  Check,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { useSlowed } from '../../parts/useSlowed';
import { asRefusal, type Refusal } from '../refusal';
import { useClient } from '../useClient';
import { missingOf } from './labels';

/** What would happen if the form were sent as it is. */
export type Preview =
  | { state: 'incomplete'; missing: string[] }
  /** `last` is about how the form was before. */
  | { state: 'checking'; last?: Check }
  | { state: 'checked'; check: Check }
  | { state: 'failed'; refusal: Refusal };

type Answer = { of: string } & (
  | { check: Check; refusal?: never }
  | { refusal: Refusal; check?: never }
);

const slowMs = 400;

/** Asks once the typing slows down; an answer to what is no longer asked is dropped. `id` is the request that would change. */
export function usePreview(spec: RequestSpec, id?: string) {
  const client = useClient();
  const [turn, setTurn] = useState(0);
  const body = JSON.stringify({ spec, id });
  const slowed = useSlowed(body, slowMs);
  const missing = missingOf(spec);
  const complete = missing.length === 0;
  const [answer, setAnswer] = useState<Answer>();

  useEffect(() => {
    if (!complete || slowed !== body) return undefined;
    const ended = new AbortController();
    client.check(JSON.parse(slowed), ended.signal).then(
      check => !ended.signal.aborted && setAnswer({ of: slowed, check }),
      error => {
        if (ended.signal.aborted) return;
        setAnswer({ of: slowed, refusal: asRefusal(error) });
      },
    );
    return () => ended.abort();
  }, [client, complete, slowed, body, turn]);

  const again = () => setTurn(count => count + 1);
  return { preview: previewOf(missing, body, answer), again };
}

function previewOf(missing: string[], body: string, answer?: Answer): Preview {
  if (missing.length > 0) return { state: 'incomplete', missing };
  if (answer?.of !== body) return { state: 'checking', last: answer?.check };
  return answer.check
    ? { state: 'checked', check: answer.check }
    : { state: 'failed', refusal: answer.refusal };
}
