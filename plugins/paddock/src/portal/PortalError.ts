import { isError } from '@backstage/errors';
import type { MissingRight } from '@paddock/backstage-plugin-paddock-common';

/** An answer other than 2xx, or none. The message is for a person, in the backend's own words where it gave some. */
export class PortalError extends Error {
  constructor(
    /** HTTP status; 0 where nobody answered. */
    readonly status: number,
    message: string,
    readonly more: {
      /** The rights that a 403 names. */
      missing?: MissingRight[];
      /** The portal's permission that a 403 names. */
      permission?: string;
      /** As the backend asks with a 429. */
      retryAfterMs?: number;
    } = {},
  ) {
    super(message);
    this.name = 'PortalError';
  }

  /** The same question may be answered a moment later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** What a response other than 2xx says, in the shape of Backstage's errors. */
export async function errorOf(response: Response): Promise<PortalError> {
  const { status, headers } = response;
  const body = await response.json().catch(() => ({}));
  const { message, missing, permission } = body?.error ?? {};
  const seconds = Number(headers?.get('Retry-After'));
  return new PortalError(
    status,
    typeof message === 'string' && message ? message : wordsOf(status),
    {
      ...(Array.isArray(missing) && { missing }),
      ...(typeof permission === 'string' && { permission }),
      ...(seconds > 0 && { retryAfterMs: seconds * 1_000 }),
    },
  );
}

function wordsOf(status: number): string {
  switch (status) {
    case 401:
      return 'The sign-in has ended. Sign in again to go on.';
    case 403:
      return 'You may not do this.';
    case 404:
      return 'There is no such thing, or it is not yours to see.';
    default:
      return `The portal answers with an error (${status}).`;
  }
}

/** Whatever a call rejected with: this client's errors, those of Backstage's own clients, and a broken connection. */
export function asPortalError(error: unknown): PortalError {
  if (error instanceof PortalError) return error;
  if (!isError(error)) return new PortalError(0, 'The portal gave no reason.');
  if (error.name === 'TypeError') {
    const message =
      'The portal cannot be reached. Try again when the connection is back.';
    return new PortalError(0, message);
  }
  const status = typeof error.statusCode === 'number' ? error.statusCode : 0;
  const { message } = isError(error.cause) ? error.cause : error;
  return new PortalError(status, message);
}

/** What went wrong, for a person. */
export const inWords = (error: unknown) => asPortalError(error).message;
