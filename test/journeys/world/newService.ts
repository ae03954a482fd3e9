import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import type { Embedded } from './embedded.ts';

const minutes = (count: number) => ({ timeout: count * 60_000 });

/** Create → C++ backend, the form filled in and sent. Resolves with the task's page open. */
export async function createFromTemplate(
  { page }: Visitor,
  { portal }: Embedded,
  name: string,
): Promise<void> {
  await page.goto(`${portal}/create`);
  await chooseTemplate(page, 'C\\+\\+ backend');
  await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^What it does/).fill('Greets who asks');
  await choose(page, /^Team/, 'Team Payments');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: /Review/ }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/\/create\/tasks\//);
}

export async function chooseTemplate(page: Page, title: string): Promise<void> {
  const card = page
    .locator('.MuiCard-root, [data-testid="template-card"]')
    .filter({ hasText: new RegExp(title) });
  await card.getByRole('button', { name: 'Choose' }).click();
}

/** Chooses in a field that completes what is typed; where there is one choice only, the form has made it already. */
export async function choose(
  page: Page,
  label: RegExp,
  value: string,
): Promise<void> {
  const field = page.getByLabel(label);
  const until = Date.now() + 15_000;
  while (!(await field.inputValue()).includes(value)) {
    assert.ok(Date.now() < until, `${value} can be chosen`);
    // The choices may still be on their way, and the form may make the only one at any moment.
    await pick(page, field, value).catch(() => {});
    await page.waitForTimeout(200);
  }
}

async function pick(page: Page, field: Locator, value: string): Promise<void> {
  await field.fill(value, { timeout: 1_000 });
  await page
    .getByRole('option', { name: value })
    .first()
    .click({ timeout: 2_000 });
}

/** The Live tab of a service that the catalog learns of while this waits. */
export async function openLiveTab(
  page: Page,
  { portal }: Embedded,
  name: string,
): Promise<void> {
  const address = `${portal}/catalog/default/component/${name}/live`;
  const until = Date.now() + 60_000;
  for (;;) {
    await page.goto(address);
    const found = page.getByText(
      new RegExp(`Nothing runs for ${name} yet|${name} is`),
    );
    if (
      await found
        .first()
        .waitFor({ timeout: 5_000 })
        .then(
          () => true,
          () => false,
        )
    )
      return;
    assert.ok(Date.now() < until, `the catalog knows ${name} within a minute`);
  }
}

/** Leaves a mark that a reload would wipe. */
export const markPage = (page: Page) =>
  page.evaluate(() => Object.assign(window, { neverReloaded: true }));
export const isMarked = (page: Page) =>
  page.evaluate(() => 'neverReloaded' in window);

export async function untilHealthy(page: Page, name: string): Promise<void> {
  await page
    .getByText(`${name} is healthy: all 2 pods are ready.`)
    .waitFor(minutes(5));
}

export async function taskIsDone(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'See it come up' }).waitFor(minutes(5));
}

/** What the service says, asked through its Service in the cluster by this person. */
export async function askService(
  { npm }: Embedded,
  person: string,
  name: string,
): Promise<string> {
  return npm(
    'kubectl',
    '--as',
    person,
    'get',
    '--raw',
    `/api/v1/namespaces/payments/services/http:${name}:80/proxy/`,
  );
}

export interface Clone {
  folder: string;
  git(...args: string[]): string;
  remove(): void;
}

/** A clone whose pushes carry this person's name and git password. */
export async function cloneAs(
  embedded: Embedded,
  person: string,
  name: string,
): Promise<Clone> {
  const password = await embedded.npm('token', person, '--git');
  const parent = mkdtempSync(join(tmpdir(), 'paddock-clone-'));
  const folder = join(parent, name);
  const address = new URL(`${embedded.git}/team-payments/${name}.git`);
  address.username = person;
  address.password = password;
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      [
        '-c',
        `user.name=${person}`,
        '-c',
        `user.email=${person}@paddock.example`,
        ...args,
      ],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  execFileSync('git', ['clone', '--quiet', address.href, folder]);
  return {
    folder,
    git,
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** Builds the clone with its own presets and runs its own tests, as its README says. */
export function buildAndTest({ folder }: Clone): string {
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: folder, encoding: 'utf8' });
  run('cmake', '--preset', 'release');
  run('cmake', '--build', '--preset', 'release');
  return run('ctest', '--preset', 'release');
}

export function changeSource(
  { folder, git }: Clone,
  file: string,
  change: (text: string) => string,
): void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  assert.notEqual(after, before, `${file} has what the change looks for`);
  writeFileSync(path, after);
  git('commit', '--all', '--quiet', '--message', 'Greet in another way');
  git('push', '--quiet', 'origin', 'main');
}

/** Create → Build and roll out a revision. */
export async function release(
  { page }: Visitor,
  { portal }: Embedded,
  name: string,
): Promise<void> {
  await page.goto(`${portal}/create`);
  await chooseTemplate(page, 'Build and roll out a revision');
  await page.getByLabel(/^Service/).selectOption(`component:default/${name}`);
  await page.getByRole('button', { name: /Review/ }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('link', { name: 'See it roll out' }).waitFor(minutes(5));
}
