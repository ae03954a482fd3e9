import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { beforeService, name, type World } from './world/world.ts';

export function describeDocs(world: World) {
  describe('the docs of a service', () => {
    beforeService(world);

    it('are rendered and read, and no browser asks the web for anything', async () => {
      const { portal } = world.embedded;
      const page = await world.ben.context.newPage();
      const elsewhere: string[] = [];
      page.on('request', request => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== portal)
          elsewhere.push(request.url());
      });
      await page.goto(`${portal}/docs/default/component/${name}`);
      const docs = page.getByTestId('techdocs-native-shadowroot');
      await docs
        .getByText(/^Owned by/)
        .waitFor({ state: 'visible', timeout: 2 * 60_000 });
      await docs.getByRole('link', { name: 'Operations' }).first().click();
      await page.waitForURL(/\/operations/);
      await docs.getByRole('heading', { level: 1 }).waitFor();
      assert.deepEqual(elsewhere, []);
      await page.close();
    });
  });
}
