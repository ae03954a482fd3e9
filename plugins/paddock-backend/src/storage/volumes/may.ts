import type {
  MayAct,
  StorageProfile,
  VolumeLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { ClaimWire } from '../../kube/objects/storageObjects';
import type { StorageLook } from '../createStorage';
import type { SeenVolumes } from './read';
import { chooseSnapshotClass } from './snapshotClass';

export interface MayContext {
  seen: SeenVolumes;
  look: StorageLook;
  profile: StorageProfile | undefined;
  /** Whether the cluster's RBAC lets the person take snapshots in this namespace. */
  maySnapshot: boolean;
}

/** What can be done with a claim now, or why not. Pure. */
export function mayOf(
  claim: ClaimWire,
  context: MayContext,
): VolumeLine['may'] {
  return {
    snapshot: maySnapshot(claim, context),
    restore: mayRestore(claim, context),
    grow: mayGrow(claim, context),
  };
}

function maySnapshot(
  claim: ClaimWire,
  { seen, look, maySnapshot: may }: MayContext,
): MayAct {
  const volume = seen.volumes.get(claim.metadata?.uid ?? '');
  const chosen = chooseSnapshotClass(claim, volume, look.snapshotClasses);
  if (chosen.state === 'none') return chosen.because;
  return (
    may ||
    'You lack the right to create volumesnapshots.snapshot.storage.k8s.io in this namespace. The team that owns it can give it.'
  );
}

function mayRestore({ metadata }: ClaimWire, { seen }: MayContext): MayAct {
  const own = (seen.snapshots ?? []).filter(
    each => each.spec?.source?.persistentVolumeClaimName === metadata?.name,
  );
  if (own.some(each => each.status?.readyToUse)) return true;
  return own.length > 0
    ? 'None of its snapshots is ready.'
    : 'There is no snapshot of it.';
}

function mayGrow(
  { metadata, status }: ClaimWire,
  { profile }: MayContext,
): MayAct {
  if (metadata?.deletionTimestamp) return 'It is being deleted.';
  if (status?.phase !== 'Bound') return 'It has no volume yet.';
  if (!profile) return 'What its storage class allows is not known.';
  return profile.facts.expansion?.value === 'no'
    ? `The class ${profile.name} does not let volumes grow: ask for a new one and copy the data.`
    : true;
}
