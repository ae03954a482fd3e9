import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import {
  beforeService,
  isLive,
  liveTab,
  open,
  type World,
} from './world/world.ts';

const pages = [
  '/',
  liveTab,
  liveTab.replace(/live$/, 'config'),
  '/workloads',
  '/requests',
  '/pool',
];

export function describeReadable(world: World) {
  describe('everybody can read it', () => {
    beforeService(world);

    for (const path of pages) {
      it(`axe finds nothing serious on ${path}`, async () => {
        const page = await open(world, world.ben, path);
        await isLive(page);
        const { violations } = await new AxeBuilder({ page })
          .include('main')
          .analyze();
        const serious = violations.filter(
          ({ impact }) => impact === 'serious' || impact === 'critical',
        );
        assert.deepEqual(
          serious.map(
            ({ id, nodes }) =>
              `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
          ),
          [],
        );
      });
    }
  });
}
