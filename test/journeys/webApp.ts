import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { act, untilState } from './world/asking.ts';
import {
  choose,
  chooseTemplate,
  openLiveTab,
  release,
} from './world/newService.ts';
import { call, type World } from './world/world.ts';

const app = 'shop-web';
const namespace = 'shop-test';
const kinds = ['namespace', 'secret', 'volume'] as const;

/** Create → Web app, with a new namespace for testing, a secret with one key, and a volume. Resolves with the task's page open. */
async function createWebApp(page: Page, portal: string): Promise<void> {
  await page.goto(`${portal}/create`);
  await chooseTemplate(page, 'Web app');
  await page.getByLabel(/^Name/).fill(app);
  await page.getByLabel(/^What it does/).fill('Sells what there is');
  await choose(page, /^Team/, 'Team Payments');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByLabel('A new one, for which this asks').check();
  await page.getByLabel(/^A secret in Vault/).check();
  await page.getByLabel(/^A volume/).check();
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByLabel(/^Name of the namespace/).fill(namespace);
  await page.getByRole('button', { name: /^Environment/ }).click();
  await page.getByRole('option', { name: 'testing' }).click();
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: /Add item/i }).click();
  await page
    .getByLabel(/secretKeys-0|Keys of the secret-0/)
    .fill('DB_PASSWORD');
  await page.getByRole('button', { name: 'Next' }).click();

  await choose(page, /^Storage class/, 'local-path');
  await page.getByRole('button', { name: 'Next' }).click();

  await page.getByRole('button', { name: /Review/ }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/create\/tasks\//);
}

export function describeWebApp(world: World) {
  describe('a web app with all that it uses', () => {
    const addresses = new Map<string, string>();

    it('one form asks for its namespace, secret and volume, and says what is missing', async () => {
      const { page } = world.ben;
      await createWebApp(page, world.embedded.portal);
      await page
        .getByRole('link', { name: 'Roll it out once everything is live' })
        .waitFor({ timeout: 5 * 60_000 });
      for (const kind of kinds) {
        const link = page.getByRole('link', {
          name: `Request for the ${kind}`,
        });
        const address = await link.getAttribute('href');
        assert.match(address ?? '', /\/requests\/[0-9a-f-]{36}$/);
        addresses.set(kind, new URL(address!, world.embedded.portal).href);
      }
    });

    it('the lead approves all three, and its owner types in the value', async () => {
      for (const kind of kinds) {
        await world.ana.page.goto(addresses.get(kind)!);
        await act(world.ana.page, { button: 'Approve', confirm: 'Approve' });
        await untilState(world.ana.page, / is live/);
      }
      await world.ben.page.goto(addresses.get('secret')!);
      await act(
        world.ben.page,
        { button: 'Write values', confirm: 'Write to Vault' },
        page =>
          page
            .getByLabel('Value of DB_PASSWORD', { exact: true })
            .fill('never shown again'),
      );
    });

    it('rolls out, reads its secret, keeps its notes, and serves with security headers', async () => {
      await release(world.ben, world.embedded, app);
      const watching = await world.ben.context.newPage();
      await openLiveTab(watching, world.embedded, app);
      await watching
        .getByText(new RegExp(`${app} is healthy`))
        .waitFor({ timeout: 3 * 60_000 });
      await watching.close();

      const about = JSON.parse(await asked('api/about')) as object;
      assert.deepEqual(
        { ...about, version: '' },
        { name: app, version: '', secret: 'readable', volume: 'writable' },
      );
      assert.match(await asked(''), /<script [^>]*src="/);
      assert.match(
        await headers(),
        /content-security-policy: default-src 'none'/i,
      );
    });

    it('stands in the catalog with what it depends on', async () => {
      for (const kind of kinds) {
        const id = addresses.get(kind)!.split('/').at(-1);
        const answer = await call(world, 'ben', `/api/paddock/requests/${id}`);
        const { spec } = (await answer.json()) as {
          spec: { component?: string };
        };
        assert.equal(spec.component, `component:default/${app}`);
      }
      const { page } = world.ben;
      await page.goto(
        `${world.embedded.portal}/catalog/default/component/${app}`,
      );
      await page.getByRole('link', { name: namespace }).first().waitFor();
    });

    const path = `/api/v1/namespaces/${namespace}/services/http:${app}:80/proxy`;
    const asked = (what: string) =>
      world.embedded.npm('kubectl', 'get', '--raw', `${path}/${what}`);
    const headers = () =>
      world.embedded.npm(
        'kubectl',
        '-n',
        namespace,
        'exec',
        `deployment/${app}`,
        '-c',
        'server',
        '--',
        'node',
        '-e',
        "fetch('http://127.0.0.1:8080/').then(a => a.headers.forEach((v, k) => console.log(`${k}: ${v}`)))",
      );
  });
}
