import { CustomErrorBase } from '@backstage/errors';
import type { Problem } from '@paddock/backstage-plugin-paddock-common';
import { shorten } from './parse';

/** What is asked for is well-formed, and cannot be. Answered with 422; the body's error holds `problems` as well. */
export class Unprocessable extends CustomErrorBase {
  name = 'UnprocessableError';
  readonly statusCode = 422;
  /** Empty where no field alone is to blame. */
  readonly problems: Problem[];

  constructor(why: string | Problem[]) {
    super(
      shorten(
        typeof why === 'string'
          ? why
          : why.map(({ path, message }) => `${path}: ${message}`).join(' '),
      ),
    );
    this.problems = typeof why === 'string' ? [] : why;
  }
}
