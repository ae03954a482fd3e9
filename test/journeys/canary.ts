import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import {
  beforeService,
  liveTab,
  name,
  open,
  type World,
} from './world/world.ts';

const canary = `${name}-canary`;
const slowly = { timeout: 4 * 60_000 };

const rollout = (image: string, level: string) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: {
    name: canary,
    namespace: 'payments',
    labels: { 'backstage.io/kubernetes-id': name },
  },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: canary } },
    template: {
      metadata: {
        labels: { app: canary, 'backstage.io/kubernetes-id': name },
      },
      spec: {
        containers: [
          { name: 'app', image, env: [{ name: 'LEVEL', value: level }] },
        ],
      },
    },
    strategy: {
      canary: { steps: [{ setWeight: 50 }, { pause: {} }, { pause: {} }] },
    },
  },
});

interface AuditEntry {
  verb: string;
  impersonatedUser?: { username: string };
  objectRef?: { resource: string; subresource?: string; name?: string };
  responseStatus?: { code?: number };
}

/** Presses a button of the card, and the one of the same name in the dialog that asks. */
async function act(page: Page, card: Locator, title: string): Promise<void> {
  await card.getByRole('button', { name: title, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: `${title} ${canary}` });
  await dialog.getByText('kubectl argo rollouts').waitFor();
  await dialog.getByRole('button', { name: title, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export function describeCanary(world: World) {
  const kubectl = (...args: string[]) =>
    world.embedded.npm('kubectl', '--as', 'ben', '-n', 'payments', ...args);

  /** What it runs is the image of the service that was made before. */
  async function apply(level: string) {
    const image = await kubectl(
      ...['get', 'deployment', name, '--output'],
      'jsonpath={.spec.template.spec.containers[0].image}',
    );
    const path = join(world.embedded.state, `${canary}.json`);
    writeFileSync(path, JSON.stringify(rollout(image, level)));
    await kubectl('apply', '--filename', path);
  }

  describe('a canary by the real controller', () => {
    beforeService(world);

    after(async () => {
      await kubectl('delete', 'rollout', canary, '--ignore-not-found');
    });

    it('is seen step by step, promoted and aborted from the page', async () => {
      await apply('info');
      const page = await open(world, world.ben, liveTab);
      const card = page.getByRole('region', { name: `Rollout ${canary} in` });
      const current = card.locator('[aria-current=step]');
      await card.getByText('Healthy').waitFor(slowly);

      await apply('debug');
      await page
        .getByText('step 2 of 3, 50 % of the pods are to be new', {
          exact: false,
        })
        .waitFor(slowly);
      await current.getByText('2. Pause until somebody promotes').waitFor();
      await card.getByText('1 stable pod, 1 new').waitFor(slowly);

      await act(page, card, 'Promote');
      await current.getByText('3. Pause until somebody promotes').waitFor();

      await act(page, card, 'Abort');
      await page
        .getByText(`${canary} is stuck: its update was aborted`, {
          exact: false,
        })
        .waitFor(slowly);
      await card.getByText('2 stable pods').waitFor(slowly);

      await act(page, card, 'Retry');
      await current
        .getByText('2. Pause until somebody promotes')
        .waitFor(slowly);
      await act(page, card, 'Promote fully');
      await card.getByText('Healthy').waitFor(slowly);
    });

    it('is in the cluster’s audit log under the person’s name', () => {
      const file = join(world.embedded.state, 'audit/audit.log');
      const acts = readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as AuditEntry)
        .filter(
          ({ verb, objectRef, impersonatedUser }) =>
            verb === 'patch' &&
            objectRef?.name === canary &&
            objectRef.subresource === 'status' &&
            impersonatedUser,
        );
      assert.equal(acts.length, 4);
      for (const { impersonatedUser, responseStatus } of acts) {
        assert.equal(impersonatedUser?.username, 'ben@paddock.example');
        assert.equal(responseStatus?.code, 200);
      }
    });
  });
}
