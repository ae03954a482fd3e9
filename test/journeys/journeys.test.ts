import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeApiServerAway } from './apiServerAway.ts';
import { describeBadImage } from './badImage.ts';
import { describeCanary } from './canary.ts';
import { describeDocs } from './docs.ts';
import { leftovers } from './leftovers.ts';
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
import { openWorld } from './world.ts';

// One platform for all of them, in this order: a later journey looks at what an earlier one has made.
const world = openWorld();

describeRollout(world);
describeScaling(world);
describeReach(world);
describeSituations(world);
describeCanary(world);
describeBadImage(world);
describeRights(world);
describeMissingRights(world);
describeShells(world);
describeRequests(world);
describeWebApp(world);
describeDocs(world);
describeReadable(world);
describeApiServerAway(world);

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
