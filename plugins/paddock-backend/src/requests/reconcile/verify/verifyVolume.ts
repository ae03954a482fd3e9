import type {
  EffectObject,
  Proof,
} from '@paddock/backstage-plugin-paddock-common';
import { makeChange } from '../taking';
import type { Job } from '../job';
import type { Verified } from '../../../reconcile/runChecks';
import { verificationOf } from './verification';
import { soon, type Stop, waits } from '../../../reconcile/stop';

type Claim = EffectObject & ClaimFields;

interface ClaimFields {
  metadata: { uid: string };
  spec: { storageClassName?: string; volumeName?: string };
  status?: {
    phase?: string;
    conditions?: Array<{ type: string; status: string; message?: string }>;
    allocatedResourceStatuses?: Record<string, string>;
  };
}

/** That the claim is Bound, or waits for its first pod as its storage class has it; and that it is kept where asked. */
export async function verifyVolume(job: Job): Promise<Verified> {
  const claim = await claimOf(job);
  if (!claim) return { proofs: [], stop: soon('the claim') };
  const bound = await verifyBound(job, claim);
  if (bound.stop || claim.status?.phase !== 'Bound') return bound;
  const kept = await verifyKept(job, claim);
  const grown = verifyGrown(job, claim);
  return {
    proofs: [...bound.proofs, ...kept.proofs, ...grown],
    ...(kept.stop ? { stop: kept.stop } : {}),
  };
}

export async function claimOf(job: Job): Promise<Claim | undefined> {
  const { objects } = job.revision.effects;
  const wanted = objects.find(({ kind }) => kind === 'PersistentVolumeClaim');
  const found = wanted && (await job.provision.get(wanted, job.look));
  return found?.object as Claim | undefined;
}

const what = 'the claim is bound';

async function verifyBound(job: Job, claim: Claim): Promise<Verified> {
  const phase = claim.status?.phase ?? 'Pending';
  if (phase === 'Bound') {
    const detail = `to the volume ${claim.spec.volumeName}`;
    return { proofs: [verificationOf(job, what, 'proven', detail)] };
  }
  if (phase === 'Lost') {
    return {
      proofs: [verificationOf(job, what, 'failed', 'its volume is lost')],
    };
  }
  const { storageClassName: name = '' } = claim.spec;
  if (await waitsForPod(job, name)) {
    return {
      proofs: [verificationOf(job, what, 'open', 'waits for its first pod')],
      waitsFor: 'its first pod',
    };
  }
  return {
    proofs: [verificationOf(job, what, 'open', 'not yet')],
    stop: waits(`the storage class "${name}" to provide the volume`),
  };
}

async function waitsForPod(job: Job, name: string): Promise<boolean> {
  if (name === '') return false;
  const found = await job.provision.get(
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name },
    },
    job.look,
  );
  return found?.object.volumeBindingMode === 'WaitForFirstConsumer';
}

/** A volume that is to outlive its claim has to say so itself: what its class provides is deleted with the claim. */
async function verifyKept(job: Job, claim: Claim): Promise<Verified> {
  const { spec } = job.revision;
  if (spec.kind !== 'volume' || !spec.retain) return { proofs: [] };
  const keeps = 'the data is kept when the claim is deleted';
  const stop = await keepVolume(job, claim);
  const proof = stop
    ? verificationOf(job, keeps, 'open', 'not yet')
    : verificationOf(
        job,
        keeps,
        'proven',
        `by the volume ${claim.spec.volumeName}`,
      );
  return { proofs: [proof], ...(stop ? { stop } : {}) };
}

interface Volume {
  spec?: { persistentVolumeReclaimPolicy?: string };
}

export async function keepVolume(
  job: Job,
  claim: Claim,
): Promise<Stop | undefined> {
  const volume = claim.spec.volumeName;
  if (!volume) return undefined;
  const found = await job.provision.get(
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: volume },
    },
    job.look,
  );
  const { spec } = (found?.object ?? {}) as Volume;
  if (spec?.persistentVolumeReclaimPolicy === 'Retain') return undefined;
  const claimUid = claim.metadata.uid;
  const outcome = await makeChange(job, {
    event: 'retain-volume',
    detail: { name: volume },
    async run() {
      const did = await job.provision.retain({ volume, claimUid }, job.act);
      return did === 'retained' || did === 'already'
        ? { state: 'done' }
        : soon(`the volume ${volume}, which is not the claim's`);
    },
  });
  return outcome.state === 'done' ? undefined : outcome;
}

function verifyGrown(job: Job, { status }: Claim): Proof[] {
  const state = status?.allocatedResourceStatuses?.storage;
  if (state === undefined) return [];
  const grown = 'the volume has the size that was asked for';
  return [
    state.endsWith('Infeasible')
      ? verificationOf(job, grown, 'failed', `the storage reports ${state}`)
      : verificationOf(
          job,
          grown,
          'open',
          state.startsWith('Node')
            ? 'grows when a pod mounts it'
            : 'is growing',
        ),
  ];
}
