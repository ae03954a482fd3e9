import type { Job } from '../job';
import type { Proved } from './verification';
import { proveLogin } from './verifyLogin';
import { proveNamespace } from './verifyNamespace';
import { proveValues } from './verifyValues';
import { proveVolume } from './verifyVolume';
import { attention } from '../../../reconcile/stop';
import { orStop } from '../steps/steps';

/** Observes that the request is what it should be. What is not keeps it from being live. */
export async function prove(job: Job): Promise<Proved> {
  const proved: Proved = { proofs: [] };
  for (const proof of proofsFor[job.row.kind]) {
    const result = await orStop(job, () => proof(job));
    if ('state' in result) return { ...proved, stop: result };
    proved.proofs.push(...result.proofs);
    if (result.waitsFor) proved.waitsFor = result.waitsFor;
    if (result.stop) return { ...proved, stop: result.stop };
    if (result.proofs.some(({ outcome }) => outcome === 'failed')) break;
  }
  const failed = proved.proofs.find(({ outcome }) => outcome === 'failed');
  if (!failed) return proved;
  const why = `It is not proven that ${failed.what}: ${failed.detail}`;
  return { ...proved, stop: attention(why) };
}

const proofsFor = {
  namespace: [proveNamespace, proveLogin],
  secret: [proveLogin, proveValues],
  volume: [proveVolume],
};
