import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { portsOf } from '../../packages/local/src/platform/ports.ts';
import { openMortalBrowser, signIn } from './world/browser.ts';
import { beforeService, call, name, open, type World } from './world/world.ts';

/** Looked for until it is there; kubectl is asked, and not the portal. */
async function until(what: string, holds: () => Promise<boolean>) {
  const end = Date.now() + 120_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, `waited two minutes in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

export function describeShells(world: World) {
  const kubectl = (...args: string[]) =>
    world.embedded.npm('kubectl', '-n', 'payments', ...args);
  const image = () => {
    const { registry } = portsOf(world.embedded.instance);
    return `localhost:${registry}/paddock/debian-runtime:12`;
  };

  async function onePod(): Promise<string> {
    const label = `backstage.io/kubernetes-id=${name}`;
    const pods = await kubectl('get', 'pod', '-l', label, '-o', 'name');
    return pods.split('\n')[0]?.replace('pod/', '') ?? '';
  }

  const shells = () =>
    kubectl('get', 'pod', '-l', 'paddock.internal/shell', '-o', 'name');

  async function openPod(page: Page, pod: string, show: string) {
    const address = `/workloads?pod=local/payments/${pod}&show=${show}`;
    await page.goto(`${world.embedded.portal}${address}`);
    await page.getByRole('dialog', { name: `Pod ${pod}` }).waitFor();
  }

  /** Opens the last of the terminals on the page, and waits for it. */
  async function openTerminal(page: Page) {
    const button = page.getByRole('button', { name: 'Open a terminal' }).last();
    await page.locator('button[aria-disabled="false"]').and(button).waitFor();
    await button.click();
    await page.getByText('The terminal is open.').waitFor({ timeout: 120_000 });
  }

  const screenOf = (page: Page) => page.locator('.xterm-rows').last();

  /** Types a command; returns what the screen shows once `shown` is there. */
  async function type(page: Page, command: string, shown: string) {
    await page.locator('.xterm-helper-textarea').last().focus();
    await page.keyboard.type(`${command}\n`);
    await screenOf(page).getByText(shown).first().waitFor();
  }

  describe('terminals', () => {
    beforeService(world);

    it('a terminal, kubectl exec and both logs say the same', async () => {
      const pod = await onePod();
      const sum = await kubectl('exec', pod, '--', 'cksum', '/etc/os-release');
      const { page } = world.ben;
      await openPod(page, pod, 'terminal');
      await openTerminal(page);
      await type(page, 'cksum /etc/os-release', sum);
      await page.getByRole('button', { name: 'End the terminal' }).click();

      const path = `/api/paddock/clusters/local/namespaces/payments/pods/${pod}/log?container=server`;
      const downloaded = await (await call(world, 'ben', path)).text();
      const told = await kubectl('logs', pod, '-c', 'server');
      assert.ok(told.length > 0);
      assert.ok(
        downloaded.trim().startsWith(told),
        'the download begins with what kubectl said before',
      );
      await openPod(page, pod, 'logs');
      const line = told.split('\n')[0]?.trim() ?? '';
      await page.getByLabel('Lines that contain').fill(line.slice(0, 200));
      await page.getByRole('log').getByText(line).first().waitFor();
    });

    it('whoever lacks the right sees which', async () => {
      const page = await open(
        world,
        world.emil,
        '/workloads?shell=local/payments',
      );
      await page
        .getByText(
          'You lack the right to create pods and get pods and create pods/attach in payments of local.',
        )
        .waitFor({ state: 'attached' });
    });

    it('a debug container needs a right that edit does not give, and sees the processes of its target', async () => {
      const pod = await onePod();
      const comm = await kubectl('exec', pod, '--', 'cat', '/proc/1/comm');
      const { page } = world.ben;
      await openPod(page, pod, 'terminal');
      await page.getByRole('button', { name: 'Debug container' }).click();
      await page
        .getByText(
          'You lack the right to patch pods/ephemeralcontainers in payments of local.',
        )
        .waitFor({ state: 'attached' });
      const right = ['--verb=patch', '--resource=pods/ephemeralcontainers'];
      await kubectl('create', 'role', 'debugger', ...right);
      const whose = ['--role=debugger', '--group=team-payments'];
      await kubectl('create', 'rolebinding', 'debugger', ...whose);
      await openPod(page, pod, 'terminal');
      await page.getByRole('button', { name: 'Debug container' }).click();
      await page.getByLabel('Image of the debug container').fill(image());
      await openTerminal(page);
      await type(page, 'echo "1 is $(cat /proc/1/comm)"', `1 is ${comm}`);
      await page.keyboard.type('exit\n');
      await page.getByText('The shell has ended.').waitFor();
      await page.getByRole('tab', { name: 'Containers' }).click();
      await page.getByRole('region', { name: /Debug container/ }).waitFor();
    });

    it('a pod of its own is gone after the browser is killed', async t => {
      const { browser, kill } = await openMortalBrowser();
      t.after(kill);
      const { page } = await signIn(
        browser,
        world.embedded.portal,
        'Ben Brandt',
      );
      await page.goto(`${world.embedded.portal}/workloads`);
      await page.getByRole('button', { name: 'New shell' }).click();
      await page.getByLabel('Image', { exact: true }).fill(image());
      await openTerminal(page);
      await type(page, 'echo "it is $((6 * 7))"', 'it is 42');
      const made = await shells();
      assert.match(made, /^pod\/shell-[0-9a-f]{8}$/);
      await kill();
      await until('the pod is gone', async () => (await shells()) === '');
    });
  });
}
