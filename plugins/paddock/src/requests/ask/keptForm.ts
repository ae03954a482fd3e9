import {
  requestSpecSchema,
  type RequestSpec,
} from '@paddock/backstage-plugin-paddock-common';

/** What of a form outlives a reload of the page: never a secret's values, which no specification holds. */
export interface KeptForm {
  spec: RequestSpec;
  /** Idempotency key of exactly this specification. */
  key: string;
}

const keyPattern = /^[0-9a-f]{32}$/;

/** Unguessable, also in pages that are served without HTTPS. */
export function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, each => each.toString(16).padStart(2, '0')).join('');
}

/** What was kept under this name, if it still is a form of this kind. */
export function readKept(
  place: string,
  kind: RequestSpec['kind'],
): KeptForm | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? '{}');
    const spec = requestSpecSchema.safeParse(kept.spec);
    return spec.success &&
      spec.data.kind === kind &&
      keyPattern.test(String(kept.key))
      ? { spec: spec.data, key: String(kept.key) }
      : undefined;
  } catch {
    // Storage that is switched off, or that holds something else.
    return undefined;
  }
}

/** Without a form: forgets it. */
export function keep(place: string, form?: KeptForm) {
  try {
    if (form) sessionStorage.setItem(place, JSON.stringify(form));
    else sessionStorage.removeItem(place);
  } catch {
    // Without storage the form is lost on a reload, and nothing else.
  }
}
