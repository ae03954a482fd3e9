import { bytesOf, bytesText } from '../requests/quantity';
import type { FitReason, StorageNeed } from './need';
import type { Fact, StorageProfile } from './schemas';

const unknown = (text: string): FitReason => ({
  says: 'unknown',
  text,
  from: 'catalogue',
});

/** A need that a fact answers with yes or no. */
function answer(
  fact: Fact<boolean> | undefined,
  words: { yes: string; no: string; unknown: string },
): FitReason {
  if (!fact) return unknown(words.unknown);
  return fact.value
    ? { says: 'yes', text: words.yes, from: fact.from }
    : { says: 'no', text: words.no, from: fact.from };
}

export function runsReason({ runs }: StorageProfile): FitReason {
  const from = 'cluster';
  switch (runs.state) {
    case 'runs':
      return {
        says: 'yes',
        text: `Its provisioner runs: ${runs.because}`,
        from,
      };
    case 'not-running':
      return {
        says: 'no',
        text: `Its provisioner does not run: ${runs.because}`,
        from,
      };
    default:
      return {
        says: 'unknown',
        text: `Whether its provisioner runs is not known: ${runs.because}`,
        from,
      };
  }
}

export function writersReason(
  { facts: { accessModes } }: StorageProfile,
  { writers }: StorageNeed,
): FitReason {
  if (writers === 'one') {
    return {
      says: 'yes',
      text: 'Pods on one node at a time can write.',
      from: accessModes?.from ?? 'catalogue',
    };
  }
  return answer(
    accessModes && {
      ...accessModes,
      value: accessModes.value.includes('ReadWriteMany'),
    },
    {
      yes: 'Pods on any node can write at once.',
      no: 'Only pods on one node at a time can write.',
      unknown: 'Whether pods on many nodes can write at once is not known.',
    },
  );
}

export function sizeReason(
  { facts: { maxBytes } }: StorageProfile,
  { size }: StorageNeed,
): FitReason[] {
  const wanted = bytesOf(size);
  if (!maxBytes || wanted === undefined) return [];
  const most = bytesText(maxBytes.value);
  const { from } = maxBytes;
  return [
    wanted > maxBytes.value
      ? { says: 'no', text: `Its volumes have at most ${most}.`, from }
      : { says: 'yes', text: `Its volumes can have up to ${most}.`, from },
  ];
}

export function speedReason(
  { facts: { speed } }: StorageProfile,
  need: StorageNeed,
): FitReason[] {
  if (need.speed === 'ordinary') return [];
  const fact = speed && { ...speed, value: speed.value === 'fast' };
  return [
    answer(fact, {
      yes: 'It is fast.',
      no: 'It is of ordinary speed.',
      unknown:
        'How fast it is depends on its disks and network, and is not known.',
    }),
  ];
}

export function nodeLossReason(
  { facts: { survivesNodeLoss } }: StorageProfile,
  need: StorageNeed,
): FitReason[] {
  if (!need.survivesNodeLoss) return [];
  return [
    answer(survivesNodeLoss, {
      yes: 'The data survives the loss of a node.',
      no: 'The data is lost with the node that it lies on.',
      unknown: 'Whether the data survives the loss of a node is not known.',
    }),
  ];
}

export function backupReason(
  { facts: { backup } }: StorageProfile,
  need: StorageNeed,
): FitReason[] {
  if (!need.backup) return [];
  return [
    answer(backup, {
      yes: 'Copies are kept outside of this storage.',
      no: 'Nothing copies it elsewhere: a backup would have to be made by the application.',
      unknown:
        'Whether it is copied elsewhere is not known. Snapshots are no backup: they lie in the same storage.',
    }),
  ];
}
