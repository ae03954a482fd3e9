import { runChecks, type Verified } from '../../../reconcile/runChecks';
import type { Job } from '../job';
import { takingOf } from '../taking';
import { verifyLogin } from './verifyLogin';
import { verifyNamespace } from './verifyNamespace';
import { verifyValues } from './verifyValues';
import { verifyVolume } from './verifyVolume';

const checks = {
  namespace: [verifyNamespace, verifyLogin],
  secret: [verifyLogin, verifyValues],
  volume: [verifyVolume],
};

/** Observes that the request is what it should be. What is not keeps it from being live. */
export const verify = (job: Job): Promise<Verified> =>
  runChecks(
    checks[job.row.kind].map(check => () => check(job)),
    takingOf(job),
  );
