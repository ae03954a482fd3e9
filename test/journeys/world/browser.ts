import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type Page,
} from 'playwright-core';

const candidates = [
  process.env.PADDOCK_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where it is; installed by apt where that is allowed. */
export function findChromium(): string {
  const found = candidates.find(path => path && existsSync(path));
  if (found) return found;
  if (process.env.CI === 'true' && process.getuid?.() === 0) {
    const quiet = {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    } as const;
    execFileSync('apt-get', ['update', '-q'], quiet);
    execFileSync(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
      quiet,
    );
    return '/usr/bin/chromium';
  }
  throw new Error(
    'The journeys need Chromium. Install it (Debian: apt-get install chromium), or name it in PADDOCK_CHROMIUM.',
  );
}

const options = () => ({
  executablePath: findChromium(),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});

export const openBrowser = (): Promise<Browser> => chromium.launch(options());

/** A browser that can be ended as by a crash: nothing in it learns of that. */
export async function openMortalBrowser() {
  const server = await chromium.launchServer(options());
  const browser = await chromium.connect(server.wsEndpoint());
  return { browser, kill: () => server.kill() };
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
}

/** A browser of their own in which this sample person has signed in at the portal. */
export async function signIn(
  browser: Browser,
  portal: string,
  displayName: string,
): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    timezoneId: 'Europe/Berlin',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(portal);
  await page.getByRole('button', { name: 'Sign In' }).click();
  await page.getByRole('button', { name: new RegExp(displayName) }).click();
  await page
    .getByRole('link', { name: 'Create', exact: false })
    .first()
    .waitFor();
  return { context, page };
}
