import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isMarked, markPage } from './world/newService.ts';
import {
  beforeService,
  isLive,
  liveTab,
  name,
  open,
  replacePods,
  type World,
} from './world/world.ts';

export function describeApiServerAway(world: World) {
  describe('the API server goes away', () => {
    beforeService(world);

    it('marks an open page stale within 2 s, and is fresh within 2 s of its return, with nothing missed', async () => {
      const page = await open(world, world.ben, liveTab);
      await isLive(page);
      await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
      await markPage(page);
      const began = Date.now();
      const stale = page
        .getByText(/stale|not reachable/i)
        .first()
        .waitFor()
        .then(() => Date.now() - began);
      const back = world.embedded
        .npm('bounce', 'kube-apiserver', '6')
        .then(() => Date.now());
      assert.ok(
        (await stale) < 4000,
        `stale after ${await stale} ms, of which npm takes one to two seconds`,
      );
      assert.ok(
        await page.getByText(`${name}-`).count(),
        'the last picture stays',
      );
      await back;
      await untilAnswers();
      const returned = Date.now();
      await page
        .getByText(/stale|not reachable/i)
        .first()
        .waitFor({ state: 'detached' });
      assert.ok(
        Date.now() - returned < 2000,
        `fresh after ${Date.now() - returned} ms`,
      );
      await replacePods(world, [page]);
      assert.ok(await isMarked(page), 'the page was not reloaded');
    });

    async function untilAnswers(): Promise<void> {
      for (;;) {
        const ready = await world.embedded
          .npm('kubectl', 'get', '--raw', '/readyz')
          .catch(() => '');
        if (ready === 'ok') return;
      }
    }
  });
}
