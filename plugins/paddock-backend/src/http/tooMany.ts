import type { Response } from 'express';

/** Answers 429 in the shape of Backstage's other errors. */
export function tooMany(res: Response, message: string, seconds: number): void {
  res
    .status(429)
    .set('Retry-After', String(seconds))
    .json({
      error: { name: 'TooManyRequestsError', message },
      response: { statusCode: 429 },
    });
}
