import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import {
  beforeService,
  call,
  liveTab,
  name,
  open,
  type World,
} from './world/world.ts';

const missing = (verb: string, resource: string) =>
  `You lack the right to ${verb} ${resource} in payments of local.`;

/** It can be reached and pressed, does nothing, and says which right is missing. */
async function saysWhyNot(button: Locator, why: string): Promise<void> {
  await button.waitFor();
  // What a person may do is asked for after the button is there.
  await button.page().getByText(why).first().waitFor({ state: 'attached' });
  const described = await button.getAttribute('aria-describedby');
  const said = await button.page().locator(`[id="${described}"]`).textContent();
  assert.ok(said?.startsWith(why), `${said}`);
  assert.equal(await button.getAttribute('aria-disabled'), 'true');
  await button.click({ force: true });
}

export function describeMissingRights(world: World) {
  describe('somebody who may only look', () => {
    beforeService(world);

    let page: Page;
    const binding = 'emil-looks';
    const asAdministrator = (...args: string[]) =>
      world.embedded.npm('kubectl', '-n', 'payments', ...args);
    const workload = `/api/paddock/clusters/local/namespaces/payments/workloads/Deployment/${name}`;

    before(async () => {
      await asAdministrator(
        ...['create', 'rolebinding', binding, '--clusterrole=view'],
        '--user=emil@paddock.example',
      );
    });
    after(() => asAdministrator('delete', 'rolebinding', binding));

    it('sees all, and each button says which right is missing', async () => {
      page = await open(world, world.emil, liveTab);
      await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
      const acts = page.getByRole('group', {
        name: `Acts on ${name}`,
        exact: true,
      });
      for (const [title, resource] of [
        ['Restart', 'deployments.apps'],
        ['Pause', 'deployments.apps'],
        ['Scale', 'deployments/scale.apps'],
        ['Roll back', 'deployments.apps'],
      ] as const) {
        const button = acts.getByRole('button', { name: title });
        await saysWhyNot(button, missing('patch', resource));
      }
      assert.equal(await page.getByRole('dialog').count(), 0);
    });

    it('is refused the same by the API and by kubectl', async () => {
      for (const [act, body] of [
        ['restart', {}],
        ['scale', { replicas: 5 }],
        ['roll-back', { revision: 1 }],
      ] as const) {
        const answer = await call(world, 'emil', `${workload}/${act}`, body);
        assert.equal(answer.status, 403, act);
        assert.match(await answer.text(), /cannot patch resource/, act);
      }
      await assert.rejects(
        world.embedded.npm(
          ...['kubectl', '--as', 'emil', '-n', 'payments'],
          ...['rollout', 'restart', `deployment/${name}`],
        ),
        /cannot patch resource "deployments"/,
      );
    });

    it('gets no shell, in the browser as little as by kubectl', async () => {
      await page
        .getByRole('table', { name: `Pods of ${name}`, exact: true })
        .getByRole('button')
        .first()
        .click();
      await page.getByRole('tab', { name: 'Terminal' }).click();
      await saysWhyNot(
        page.getByRole('button', { name: 'Open a terminal' }),
        missing('create', 'pods/exec'),
      );
      await assert.rejects(
        world.embedded.npm(
          ...['kubectl', '--as', 'emil', '-n', 'payments'],
          ...['exec', `deployment/${name}`, '--', 'true'],
        ),
        /cannot (create|get) resource "pods\/exec"/,
      );
    });
  });
}
