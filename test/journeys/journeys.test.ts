import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeApiServerAway } from './apiServerAway.ts';
import { describeBadImage } from './badImage.ts';
import { describeCanary } from './canary.ts';
import { describeDocs } from './docs.ts';
import { leftovers } from './world/leftovers.ts';
import { describeMissingRights } from './missingRights.ts';
import { describeReach } from './reach.ts';
import { describeReadable } from './readable.ts';
import { describeRequests } from './requests.ts';
import { describeRights } from './rights.ts';
import { describeRollout } from './rollout.ts';
import { describeScaling } from './scaling.ts';
import { describeShells } from './shells.ts';
import { describeSituations } from './situations.ts';
import { describeWebApp } from './webApp.ts';
import { inOrder } from '../runner/order.ts';
import { openWorld } from './world/world.ts';

// One platform for all of them. None needs another one before it.
const journeys = [
  describeRollout,
  describeScaling,
  describeReach,
  describeSituations,
  describeCanary,
  describeBadImage,
  describeRights,
  describeMissingRights,
  describeShells,
  describeRequests,
  describeWebApp,
  describeDocs,
  describeReadable,
  describeApiServerAway,
];
const world = openWorld();
for (const describeJourney of inOrder(journeys)) describeJourney(world);

describe('the end', () => {
  it('Ctrl-C ends everything and leaves nothing', async () => {
    await world.browser.close();
    assert.equal(
      await world.embedded.stop(),
      'Everything has ended: as you asked.',
    );
    assert.deepEqual(leftovers(world.embedded.state), []);
  });
});
