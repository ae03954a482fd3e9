import type { Proof } from '@paddock/backstage-plugin-paddock-common';
import type { Job } from '../job';
import type { Stop } from '../../../reconcile/stop';

/** Stored as they are, also when something is still waited for. */
export interface Proved {
  proofs: Proof[];
  stop?: Stop;
  /** What is there works only once this has come: `its first pod`. */
  waitsFor?: string;
}

/** A line of proof, of now. */
export const proofOf = (
  { held }: Pick<Job, 'held'>,
  what: string,
  outcome: Proof['outcome'],
  detail: string,
): Proof => ({ what, outcome, detail, at: held.lease.givenAt });
