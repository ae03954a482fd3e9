import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../journeys/world/browser.ts';
import { contents, moduleOf } from './published/contents.ts';
import { makeBackend } from './published/emptyFolder.ts';
import { packAll, type Packed } from './published/pack.ts';
import { backendLines, installed } from './published/guide.ts';
import { startBackend, type Backend } from './published/run.ts';
import { makeStockApp } from './published/stockApp.ts';

const reason = '"user:development/guest" is no person of the catalog';

async function guestOf({ url }: Backend) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await answer.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  return (path: string) => fetch(`${url}/api/paddock${path}`, { headers });
}

describe('the published packages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'paddock-packages-'));
  let packed: Packed[];
  before(async () => {
    packed = await packAll(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('hold what they read at run time, and every module', () => {
    const found = packed.map(({ name, content }) => [
      name,
      content.filter(path => moduleOf(path) === undefined),
    ]);
    assert.deepEqual(Object.fromEntries(found), contents);
    for (const { name, folder: from, content } of packed) {
      const strangers = content
        .flatMap(path => moduleOf(path) ?? [])
        .filter(module => module !== 'package.json')
        .filter(
          module =>
            !['.ts', '.tsx'].some(ending =>
              existsSync(join(from, 'src', `${module}${ending}`)),
            ),
        );
      assert.deepEqual(strangers, [], `${name} holds modules without a source`);
      assert.ok(content.includes('package.json'));
    }
  });

  it('are all named in docs/install.md, but for libraries', () => {
    const named = Object.values(installed).flat();
    const plugins = packed.filter(({ name }) => !/-(common|node)$/.test(name));
    assert.deepEqual(named.sort(), plugins.map(({ name }) => name).sort());
    for (const name of installed.backend ?? [])
      assert.ok(backendLines.includes(`'${name}'`), name);
  });

  it('start a backend in a folder with nothing else', async () => {
    const port = 17_107;
    const empty = join(folder, 'empty');
    const args = await makeBackend(empty, packed, port);
    const backend = await startBackend(args, port, empty);
    try {
      const get = await guestOf(backend);
      const document = await (await get('/openapi.json')).json();
      assert.match(document.openapi, /^3\./);
      assert.ok(document.paths['/live'], 'The document has no paths');
      const clusters = await get('/clusters');
      assert.deepEqual([clusters.status, await clusters.json()], [200, []]);
      const workloads = await get('/workloads');
      assert.equal(workloads.status, 403);
      assert.ok((await workloads.text()).includes('is no person'));
    } finally {
      await backend.stop();
    }
  });

  describe('in a stock app', () => {
    const port = 17_108;
    let backend: Backend | undefined;
    let browser: Browser | undefined;
    let page: Page;
    before(async () => {
      const app = join(folder, 'stock');
      const args = await makeStockApp(app, packed, port);
      backend = await startBackend(args, port, app);
      browser = await openBrowser();
      page = await browser.newPage();
      await page.goto(backend.url);
      await page.getByRole('button', { name: 'Enter' }).click();
      await page.getByRole('link', { name: 'Workloads' }).waitFor();
    });
    after(async () => {
      await browser?.close();
      await backend?.stop();
    });

    const menu = () =>
      page
        .getByRole('navigation')
        .first()
        .getByRole('link')
        .evaluateAll(links =>
          links.map(link => [
            link.textContent?.trim(),
            new URL((link as HTMLAnchorElement).href).pathname,
          ]),
        );

    it('leave the first page to the app', async () => {
      await page.getByRole('heading', { name: 'My Company Catalog' }).waitFor();
      assert.equal(new URL(page.url()).pathname, '/');
    });

    it('are in the navigation with what serves everybody, once', async () => {
      const links = await menu();
      const ours = links.filter(([text]) =>
        /Paddock|Home|Workloads|Requests|Pool|Audit/.test(text ?? ''),
      );
      assert.deepEqual(ours.sort(), [
        ['Home', '/home'],
        ['Paddock', '/paddock'],
        ['Requests', '/requests'],
        ['Workloads', '/workloads'],
      ]);
    });

    it('show their own first page beside it', async () => {
      await page.goto(`${backend!.url}/paddock`);
      await page.getByRole('heading', { name: 'Begin something' }).waitFor();
    });

    for (const path of ['/workloads', '/requests', '/audit']) {
      it(`tell a guest on ${path} why there is nothing to see`, async () => {
        await page.goto(`${backend!.url}${path}`);
        const alert = page.getByRole('alert').filter({ hasText: reason });
        await alert.first().waitFor();
        const shown = await page.locator('body').innerText();
        assert.doesNotMatch(shown, /lacks the portal's permission/);
      });
    }
  });
});
