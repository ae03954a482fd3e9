import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from './world/embedded.ts';
import { until } from '../integration/world/watching.ts';
import { untilHealthy } from './world/newService.ts';
import {
  beforeService,
  liveTab,
  name,
  open,
  type World,
} from './world/world.ts';

const minutes = (count: number) => ({ timeout: count * 60_000 });
const settings = `${name}-settings`;
const configTab = `/catalog/default/component/${name}/config`;

/** Clicks what changes something in the dialog that is open, and waits for it to close. */
async function confirm(page: Page, title: string, button: string) {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

export function describeReach(world: World) {
  describe('configuration, and how to reach a service', () => {
    beforeService(world);

    const kubectl = (...args: string[]) =>
      world.embedded.npm('kubectl', '--as', 'ben', '-n', 'payments', ...args);

    it('a ConfigMap is created from what is typed, and the service takes it', async () => {
      const page = await open(world, world.ben, configTab);
      await page.getByRole('button', { name: 'Create a ConfigMap' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill(settings);
      await dialog.getByLabel('Key', { exact: true }).fill('greeting');
      await dialog.getByLabel('Value of greeting').fill('hello');
      await confirm(page, 'Create a ConfigMap in payments', 'Create');
      await page
        .getByRole('button', { name: settings, exact: true })
        .waitFor(minutes(1));
      assert.equal(
        await kubectl(
          'get',
          'configmap',
          settings,
          '-o',
          'jsonpath={.data.greeting}',
        ),
        'hello',
      );
      await kubectl(
        'set',
        'env',
        `deployment/${name}`,
        `--from=configmap/${settings}`,
      );
      await kubectl('rollout', 'status', `deployment/${name}`);
    });

    it('after an edit the pods with the old value are named; a restart gives them the new one', async () => {
      const page = await open(world, world.ben, configTab);
      await page.getByRole('button', { name: settings, exact: true }).click();
      await page.getByText(`Deployment ${name}: variable GREETING`).waitFor();
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: `Edit ${settings}` });
      await dialog.getByLabel('greeting', { exact: true }).fill('good morning');
      await dialog.getByText('+ good morning').waitFor();
      await confirm(page, `Edit ${settings}`, 'Change');
      await page
        .getByText('2 pods still have an old value.')
        .waitFor(minutes(1));
      await page
        .getByRole('button', { name: `Restart Deployment ${name}` })
        .click();
      await confirm(page, `Restart ${name}`, 'Restart');
      await page
        .getByText(/still (has|have) an old value/)
        .first()
        .waitFor({ state: 'detached', ...minutes(3) });
      await page.getByText(/2 have what it holds now/).waitFor(minutes(3));
      // Pods that are ending still have the old one, and kubectl may choose one of them.
      await kubectl('rollout', 'status', `deployment/${name}`);
      await until('the pods that are left have the new value', async () => {
        const value = await kubectl(
          'exec',
          `deployment/${name}`,
          '--',
          'printenv',
          'GREETING',
        );
        return value === 'good morning';
      });
    });

    it('the Live tab says how it is reached, and the command that it gives makes it answer', async () => {
      const page = await open(world, world.ben, liveTab);
      await untilHealthy(page, name);
      await page.getByRole('button', { name: 'How to reach it' }).click();
      await page
        .getByText(`${name} can be reached by the Service ${name}`, {
          exact: false,
        })
        .waitFor();
      await page
        .getByText(`http://${name}.payments.svc.cluster.local`, { exact: true })
        .waitFor();
      const command = await page
        .getByLabel('port-forward command')
        .first()
        .innerText();
      assert.equal(JSON.parse(await forwarded(world, command)).name, name);
    });
  });
}

/** Runs a port-forward as it is shown, but for the local port, of which it takes a free one; returns what answers there. */
async function forwarded(
  { embedded }: World,
  command: string,
): Promise<string> {
  const [, ...args] = command.trim().split(' ');
  const last = args.pop()?.split(':')[1];
  const child = spawn(
    'npm',
    ['run', '--silent', 'kubectl', '--', '--as', 'ben', ...args, `:${last}`],
    {
      cwd: root,
      env: embedded.env,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    },
  );
  try {
    const port = await new Promise<string>((found, fail) => {
      let said = '';
      child.stdout.on('data', data => {
        said += data;
        const at = /127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (at) found(at);
      });
      child.on('close', () => fail(new Error(`It has ended: ${said}`)));
    });
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    return await answer.text();
  } finally {
    if (child.pid) process.kill(-child.pid, 'SIGINT');
  }
}
