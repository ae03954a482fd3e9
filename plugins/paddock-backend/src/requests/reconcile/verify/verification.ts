import type { Proof } from '@paddock/backstage-plugin-paddock-common';
import type { Job } from '../job';

/** One line of evidence, of now. */
export const verificationOf = (
  { held }: Pick<Job, 'held'>,
  what: string,
  outcome: Proof['outcome'],
  detail: string,
): Proof => ({ what, outcome, detail, at: held.lease.givenAt });
