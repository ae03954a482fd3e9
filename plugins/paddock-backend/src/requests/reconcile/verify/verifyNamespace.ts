import { isDeepStrictEqual } from 'node:util';
import type {
  EffectObject,
  PolicyEnforcement,
  Proof,
} from '@paddock/backstage-plugin-paddock-common';
import type { Tried } from '../../../kube/write/provision';
import type { Job } from '../job';
import { nameOf, requestOf } from '../../marks';
import type { Verified } from '../../../reconcile/runChecks';
import { verificationOf } from './verification';
import { probePod } from './probePod';
import { soon } from '../../../reconcile/stop';

/** That the namespace is there with everything in it, and that its limits hold: by pods that are tried and not made. */
export async function verifyNamespace(job: Job): Promise<Verified> {
  const [observed, ordinary, privileged] = await Promise.all([
    observe(job),
    job.provision.dryRunCreate(probePod(job, 'ordinary'), job.look),
    job.provision.dryRunCreate(probePod(job, 'privileged'), job.look),
  ]);
  if (isUncounted(ordinary) || isUncounted(privileged)) {
    return { proofs: [], stop: soon('the quota, which is not counted yet') };
  }
  return {
    proofs: [
      proofOfObjects(job, observed),
      proofOfDenial(job, observed),
      proofOfAdmission(job, ordinary, observed),
      proofOfRefusal(job, privileged),
    ],
  };
}

type Observed = Array<{ wanted: EffectObject; found?: EffectObject }>;

const observe = ({ provision, revision, look }: Job): Promise<Observed> =>
  Promise.all(
    revision.effects.objects.map(async wanted => {
      const found = await provision.get(wanted, look);
      return { wanted, found: found?.object };
    }),
  );

function proofOfObjects(job: Job, observed: Observed): Proof {
  const missing = observed.filter(
    ({ found }) => !found || requestOf(found) !== job.row.id,
  );
  const what = 'every object is there';
  return missing.length === 0
    ? verificationOf(job, what, 'proven', `${observed.length} objects observed`)
    : verificationOf(
        job,
        what,
        'failed',
        `missing: ${missing.map(({ wanted }) => nameOf(wanted)).join(', ')}`,
      );
}

interface PolicySpec {
  podSelector?: object;
  policyTypes?: string[];
  ingress?: unknown[];
  egress?: unknown[];
}

function deniesAll({ kind, spec }: EffectObject): boolean {
  if (kind !== 'NetworkPolicy') return false;
  const { podSelector, policyTypes = [], ingress, egress } = spec as PolicySpec;
  return (
    isDeepStrictEqual(podSelector ?? {}, {}) &&
    ['Ingress', 'Egress'].every(each => policyTypes.includes(each)) &&
    (ingress ?? []).length === 0 &&
    (egress ?? []).length === 0
  );
}

/** A policy only does something where the cluster's network holds to it, and a cluster cannot be asked that. */
const enforcementWords: Record<PolicyEnforcement, string> = {
  enforced: 'this cluster enforces NetworkPolicies',
  ignored:
    'this cluster stores NetworkPolicies and does not enforce them, so nothing is denied',
  unknown: 'whether this cluster enforces NetworkPolicies is not known',
};

function proofOfDenial(job: Job, observed: Observed): Proof {
  const { parts, row } = job;
  const what = 'a NetworkPolicy denies all traffic that no other policy allows';
  const found = observed.find(each => each.found && deniesAll(each.found));
  if (!found) {
    return verificationOf(
      job,
      what,
      'failed',
      'no policy denies everything else',
    );
  }
  const policiesAre = parts.policiesAre(row.cluster);
  return verificationOf(
    job,
    what,
    policiesAre === 'enforced' ? 'proven' : 'open',
    `${nameOf(found.wanted)} is there; ${enforcementWords[policiesAre]}`,
  );
}

function proofOfAdmission(job: Job, tried: Tried, observed: Observed): Proof {
  const what = 'an ordinary pod is admitted';
  if (tried.state === 'accepted') {
    return verificationOf(job, what, 'proven', 'by a dry run');
  }
  // A namespace in use may have used up what it has; that is no fault of it.
  const full =
    tried.message.includes('exceeded quota') && observed.some(isInUse);
  return verificationOf(job, what, full ? 'open' : 'failed', tried.message);
}

function isInUse({ found }: Observed[number]): boolean {
  if (found?.kind !== 'ResourceQuota') return false;
  const { used = {} } = (found.status ?? {}) as {
    used?: Record<string, string>;
  };
  return Object.values(used).some(amount => !/^0/.test(amount));
}

function proofOfRefusal(job: Job, tried: Tried): Proof {
  const what = 'a privileged pod is refused';
  if (tried.state === 'accepted') {
    return verificationOf(job, what, 'failed', 'it would be admitted');
  }
  return tried.message.includes('violates PodSecurity')
    ? verificationOf(job, what, 'proven', 'by Pod Security, in a dry run')
    : verificationOf(
        job,
        what,
        'open',
        `refused, but not by Pod Security: ${tried.message}`,
      );
}

const isUncounted = (tried: Tried) =>
  tried.state === 'refused' &&
  tried.message.includes('status unknown for quota');
