import type {
  Check,
  RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { useSlowed } from '../../parts/useSlowed';
import { type Loaded, useLoaded } from '../../portal/useLoaded';
import { usePortal } from '../../portal/usePortal';
import { missingOf } from './fields/labels';

/** What would happen if the form were sent as it is. */
export type Preview =
  | { state: 'incomplete'; missing: string[] }
  /** `last` is about how the form was before. */
  | { state: 'checking'; last?: Check }
  | { state: 'checked'; check: Check }
  | { state: 'failed'; reason: string };

/** A check, and of which body. */
interface Checked {
  of: string;
  check: Check;
}

const slowMs = 400;

/** Asks once the typing slows down; an answer to what is no longer asked is dropped. `id` is the request that would change. */
export function usePreview(spec: RequestSpec, id?: string) {
  const portal = usePortal();
  const body = JSON.stringify({ spec, id });
  const slowed = useSlowed(body, slowMs);
  const isAsked = slowed === body;
  const missing = missingOf(spec);
  const { loaded, again } = useLoaded(
    `check ${slowed}`,
    async (signal): Promise<Checked> => ({
      of: slowed,
      check: await portal.ask('/requests/check', JSON.parse(slowed), signal),
    }),
    {
      enabled: missing.length === 0 && isAsked,
      whole: `check of ${id}`,
    },
  );
  return { preview: previewOf(missing, body, { loaded, slowed }), again };
}

function previewOf(
  missing: string[],
  body: string,
  { loaded, slowed }: { loaded: Loaded<Checked>; slowed: string },
): Preview {
  if (missing.length > 0) return { state: 'incomplete', missing };
  const last = 'value' in loaded ? loaded.value : undefined;
  if ('reason' in loaded && slowed === body) {
    return { state: 'failed', reason: loaded.reason };
  }
  return last?.of === body
    ? { state: 'checked', check: last.check }
    : { state: 'checking', last: last?.check };
}
