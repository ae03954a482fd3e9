import { firstValues } from '@paddock/backstage-plugin-paddock-common';
import { type Job, vaultOf } from '../job';
import type { Verified } from '../../../reconcile/runChecks';
import { verificationOf } from './verification';

const what = 'its values are written';

/** A secret without a value is of no use to anybody, whatever else is there. No value is read for this. */
export async function verifyValues(job: Job): Promise<Verified> {
  const path = job.revision.effects.vault.find(each => each.type === 'path');
  if (path?.type !== 'path') return { proofs: [] };
  const found = await vaultOf(job).readMetadata(path.mount, path.path);
  const current = found?.current ?? 0;
  if (current > 0) {
    return {
      proofs: [verificationOf(job, what, 'proven', `version ${current}`)],
    };
  }
  return {
    proofs: [verificationOf(job, what, 'open', 'nobody has written any yet')],
    waitsFor: firstValues,
  };
}
