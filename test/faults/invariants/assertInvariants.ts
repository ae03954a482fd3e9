import assert from 'node:assert/strict';
import { approvalFaults } from './approval.ts';
import { auditFaults } from './audit.ts';
import { budgetFaults } from './budgets.ts';
import { ownershipFaults } from './ownership.ts';
import { storyFaults } from './story.ts';
import { takePicture, type Picture } from './picture.ts';
import { budgets, type World } from '../world/world.ts';

/** Where a request may be when nothing goes on any more. */
const settled = [
  ...['draft', 'waiting', 'live'],
  ...['withdrawn', 'rejected', 'expired', 'removed'],
];

/** I1: what was accepted is there, and has come to an end or to rest. */
function lost({ requests }: Picture, accepted: Iterable<string>): string[] {
  const known = new Set(requests.map(({ id }) => id));
  return [
    ...[...accepted]
      .filter(id => !known.has(id))
      .map(id => `I1: the accepted request ${id} is lost`),
    ...requests
      .filter(({ state }) => !settled.includes(state))
      .map(({ id, state }) => `I1: request ${id} is still ${state}`),
  ];
}

/** Everything that is not as it must be, when nothing goes on any more; a sentence for each. */
export const faultsIn = (
  picture: Picture,
  accepted: Iterable<string>,
): string[] => [
  ...lost(picture, accepted),
  ...ownershipFaults(picture),
  ...approvalFaults(picture),
  ...storyFaults(picture),
  ...auditFaults(picture),
  ...budgetFaults(picture, budgets),
];

/** Looks at database, cluster, Vault and audit, past the portal. */
export async function assertInvariants(world: World): Promise<Picture> {
  const picture = await takePicture(world);
  assert.deepEqual(faultsIn(picture, world.accepted), []);
  return picture;
}
