import { attention, type Stop } from './stop';
import { orStop, type Taking } from './takeSteps';

/** Something observed that shows that a record is what it should be. */
export interface Verification {
  what: string;
  outcome: 'proven' | 'failed' | 'open';
  detail: string;
  /** ISO 8601; when it was last looked at. */
  at: string;
}

/** Stored as they are, also when something is still waited for. */
export interface Verified {
  proofs: Verification[];
  stop?: Stop;
  /** What is there works only once this has come: `its first pod`. */
  waitsFor?: string;
}

export type Check = () => Promise<Verified>;

/** Runs one check after the other until one fails, or something has to be waited for. */
export async function runChecks(
  checks: readonly Check[],
  taking: Pick<Taking, 'held' | 'stopOf'>,
): Promise<Verified> {
  const verified: Verified = { proofs: [] };
  for (const check of checks) {
    const result = await orStop(taking, check);
    if ('state' in result) return { ...verified, stop: result };
    verified.proofs.push(...result.proofs);
    if (result.waitsFor) verified.waitsFor = result.waitsFor;
    if (result.stop) return { ...verified, stop: result.stop };
    if (result.proofs.some(({ outcome }) => outcome === 'failed')) break;
  }
  const failed = verified.proofs.find(({ outcome }) => outcome === 'failed');
  if (!failed) return verified;
  const why = `It is not proven that ${failed.what}: ${failed.detail}`;
  return { ...verified, stop: attention(why) };
}
