import type { FitReason, StorageNeed } from './need';
import type { Fact, StorageProfile } from './schemas';

type Facts = StorageProfile['facts'];

function caution(
  fact: Fact<unknown> | undefined,
  when: boolean,
  text: string,
): FitReason[] {
  return fact && when ? [{ says: 'caution', text, from: fact.from }] : [];
}

/** What is worth knowing before one depends on a class, beside what is needed. */
export function cautions(
  { facts, notes }: StorageProfile,
  need: StorageNeed,
): FitReason[] {
  return [
    ...placeCautions(facts, need),
    ...sizeCautions(facts),
    ...endCautions(facts),
    ...notes.map(
      ({ value, from }): FitReason => ({ says: 'caution', text: value, from }),
    ),
  ];
}

function placeCautions(facts: Facts, need: StorageNeed): FitReason[] {
  const { nodeBound, onlyOn, survivesNodeLoss, singlePointOfFailure } = facts;
  return [
    ...caution(
      singlePointOfFailure,
      true,
      `Single point of failure. ${singlePointOfFailure?.value}`,
    ),
    ...caution(
      nodeBound,
      nodeBound?.value === true,
      'Its pods can only run on the node that holds the data: while that node is taken out, the data is not available.',
    ),
    ...caution(
      survivesNodeLoss,
      survivesNodeLoss?.value === false && !need.survivesNodeLoss,
      'The data is lost with the node that it lies on.',
    ),
    ...caution(onlyOn, true, `Only for pods on nodes with ${onlyOn?.value}.`),
  ];
}

function sizeCautions({ sizeEnforced, expansion }: Facts): FitReason[] {
  return [
    ...caution(
      sizeEnforced,
      sizeEnforced?.value === false,
      'Nothing stops a volume from growing beyond its size.',
    ),
    ...caution(expansion, expansion?.value === 'no', 'It cannot grow later.'),
    ...caution(
      expansion,
      expansion?.value === 'nominal',
      'It can grow later in name only: the number changes, and the room does not.',
    ),
  ];
}

function endCautions({ reclaim, snapshots }: Facts): FitReason[] {
  return [
    ...caution(
      reclaim,
      reclaim?.value === 'delete',
      'The data goes when the claim is deleted, unless it is asked to be kept.',
    ),
    ...caution(
      snapshots,
      snapshots?.value === false,
      'No snapshots can be taken of it.',
    ),
  ];
}
