import type { Problem } from '@paddock/backstage-plugin-paddock-common';

/** The portal's no, in its own words. */
export class Refusal extends Error {
  constructor(
    /** HTTP status; 0 where the portal did not answer. */
    readonly status: number,
    message: string,
    /** Fields that cannot be as they are, where it named them. */
    readonly problems: Problem[] = [],
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

interface ErrorBody {
  error?: { message?: unknown; problems?: unknown };
  problems?: unknown;
}

function readProblems(given: unknown): Problem[] {
  if (!Array.isArray(given)) return [];
  return given.filter(
    (each): each is Problem =>
      typeof each?.path === 'string' && typeof each?.message === 'string',
  );
}

function fallback(status: number): string {
  switch (status) {
    case 401:
      return 'The sign-in has ended. Sign in again to go on.';
    case 403:
      return 'You may not do this.';
    case 404:
      return 'There is no such request, or it is not yours to see.';
    default:
      return `The portal answers with an error (${status}).`;
  }
}

/** What an answer other than 2xx says. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const body: ErrorBody = await response.json().catch(() => ({}));
  const message = body.error?.message;
  return new Refusal(
    response.status,
    typeof message === 'string' && message
      ? message
      : fallback(response.status),
    readProblems(body.problems ?? body.error?.problems),
  );
}

/** Whatever went wrong, as a sentence and fields. */
export function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return new Refusal(0, 'The portal cannot be reached.');
}
