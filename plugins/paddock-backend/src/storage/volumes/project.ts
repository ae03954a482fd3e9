import {
  accessModes,
  bytesOf,
  type StorageProfile,
  type VolumeFill,
  type VolumeLine,
} from '@paddock/backstage-plugin-paddock-common';
import { claimsMountedBy } from '../../kube/objects/claims';
import type { PodObject } from '../../kube/objects/objects';
import { hasEnded } from '../../kube/objects/podPhase';
import type { ClaimWire, VolumeWire } from '../../kube/objects/storageObjects';
import { growthOf } from './growth';
import { type PendingClaim, pendingReason } from './pendingReason';
import { projectSnapshot } from './snapshotLine';
import type { SeenVolumes } from './read';

const REQUEST_LABEL = 'paddock.internal/request';

export interface VolumeContext {
  seen: SeenVolumes;
  /** Of the claim's class, where it is known. */
  profile?: StorageProfile;
  fill: VolumeFill;
  may: VolumeLine['may'];
}

type Mount = NonNullable<VolumeLine['mountedBy']>[number];

/** A claim with its volume, who mounts it, and what is under way. Pure. */
export function projectVolume(
  claim: ClaimWire,
  { seen, profile, fill, may }: VolumeContext,
): VolumeLine {
  const { metadata, spec, status } = claim;
  const uid = metadata?.uid ?? '';
  const name = metadata?.name ?? '';
  const volume = seen.volumes.get(uid);
  const requested = bytesOf(spec?.resources?.requests?.storage ?? '') ?? 0;
  const capacity = capacityOf(claim);
  const mountedBy = seen.pods && mountsOf(name, seen.pods);
  const growth = growthOf(claim, {
    requested,
    ...(capacity !== undefined && { capacity }),
  });
  const boundTo = volume && nodesOf(volume);
  const reclaim = volume?.spec?.persistentVolumeReclaimPolicy;
  const request = metadata?.labels?.[REQUEST_LABEL];
  return {
    name,
    uid,
    createdAt: metadata?.creationTimestamp ?? '',
    ...standingOf(
      claim,
      {
        ...(profile && { profile }),
        ...(seen.events && { events: seen.events.get(uid) ?? [] }),
      },
      mountedBy,
    ),
    ...(spec?.storageClassName && { storageClass: spec.storageClassName }),
    accessModes: accessModes.filter(mode =>
      (status?.accessModes ?? spec?.accessModes ?? []).includes(mode),
    ),
    requested,
    ...(capacity !== undefined && { capacity }),
    ...(spec?.volumeName && { volume: spec.volumeName }),
    ...(reclaim && { reclaim: reclaim === 'Retain' ? 'retain' : 'delete' }),
    ...(boundTo && boundTo.length > 0 && { boundTo }),
    ...(mountedBy && { mountedBy }),
    fill,
    ...(growth && { growth }),
    ...(seen.snapshots && {
      snapshots: seen.snapshots
        .filter(each => sourceOf(each) === name)
        .map(projectSnapshot)
        .sort((a, b) => b.createdAt.localeCompare(a.createdAt)),
    }),
    may,
    ...(request && { request }),
  };
}

const sourceOf = ({ spec }: NonNullable<SeenVolumes['snapshots']>[number]) =>
  spec?.source?.persistentVolumeClaimName;

export function capacityOf({ status }: ClaimWire): number | undefined {
  const text = status?.capacity?.storage;
  return text ? bytesOf(text) : undefined;
}

/** Pods that are over have let go of their volumes. */
export function mountsOf(claim: string, pods: PodObject[]): Mount[] {
  return pods
    .filter(({ status }) => !hasEnded(status?.phase))
    .filter(pod => claimsMountedBy(pod).includes(claim))
    .map(({ metadata, spec, status }) => ({
      pod: metadata?.name ?? '',
      ...(spec?.nodeName && { node: spec.nodeName }),
      phase: status?.phase ?? 'Unknown',
    }))
    .sort((a, b) => a.pod.localeCompare(b.pod));
}

type Standing = Pick<VolumeLine, 'state' | 'because'>;

function standingOf(
  { metadata, status }: ClaimWire,
  about: Omit<PendingClaim, 'mountedBy'>,
  mountedBy: Mount[] | undefined,
): Standing {
  if (metadata?.deletionTimestamp) {
    const users = mountedBy?.map(({ pod }) => pod).join(', ');
    return {
      state: 'leaving',
      because: users
        ? `It goes once these pods no longer mount it: ${users}.`
        : 'It is being deleted.',
    };
  }
  if (status?.phase === 'Bound') return { state: 'bound' };
  if (status?.phase === 'Lost') {
    return {
      state: 'lost',
      because: 'The volume behind it is gone, and the data with it.',
    };
  }
  return pendingReason({ ...about, mountedBy });
}

const HOSTNAME = 'kubernetes.io/hostname';

/** The nodes that the data lies on, by name or by what they must be like: `zone-a`. */
export function nodesOf({ spec }: VolumeWire): string[] {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const named = terms.flatMap(term =>
    (term?.matchExpressions ?? [])
      .filter(each => each?.operator === 'In' && each.key)
      .flatMap(each =>
        (each?.values ?? []).map(value =>
          each?.key === HOSTNAME ? `${value}` : `${each?.key} ${value}`,
        ),
      ),
  );
  return [...new Set(named)];
}
