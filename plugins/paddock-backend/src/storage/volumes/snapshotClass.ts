import type {
  ClaimWire,
  SnapshotClassWire,
  VolumeWire,
} from '../../kube/objects/storageObjects';
import type { Told } from '../classes/readEvidence';

export type ChosenSnapshotClass =
  | { state: 'chosen'; name: string }
  /** A sentence. */
  | { state: 'none'; because: string };

const DEFAULT = 'snapshot.storage.kubernetes.io/is-default-class';

/** By which class a snapshot of this claim can be taken, or why none can. Pure. */
export function chooseSnapshotClass(
  claim: ClaimWire,
  volume: VolumeWire | undefined,
  classes: Told<SnapshotClassWire[]>,
): ChosenSnapshotClass {
  if (classes.state === 'not-served') {
    return none(
      'The cluster takes no snapshots: it has no snapshot controller.',
    );
  }
  if (classes.state === 'refused') {
    return none(
      `Whether the cluster takes snapshots is not known: ${classes.because}`,
    );
  }
  if (claim.status?.phase !== 'Bound') {
    return none('It has no volume yet that a snapshot could be taken of.');
  }
  const driver = volume?.spec?.csi?.driver;
  if (!driver) {
    return none(
      volume
        ? 'Its storage takes no snapshots: it is no CSI volume.'
        : 'Which storage its volume lies in is not known.',
    );
  }
  const fit = classes.value
    .filter(each => each.driver === driver && each.metadata?.name)
    .sort(
      (a, b) =>
        Number(isDefault(b)) - Number(isDefault(a)) ||
        nameOf(a).localeCompare(nameOf(b)),
    );
  return fit[0]
    ? { state: 'chosen', name: nameOf(fit[0]) }
    : none(`The cluster has no VolumeSnapshotClass for the driver ${driver}.`);
}

const none = (because: string): ChosenSnapshotClass => ({
  state: 'none',
  because,
});

const nameOf = ({ metadata }: SnapshotClassWire) => metadata?.name ?? '';

const isDefault = ({ metadata }: SnapshotClassWire) =>
  metadata?.annotations?.[DEFAULT] === 'true';
