import assert from 'node:assert/strict';
import { before, after } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, signIn, type Visitor } from './browser.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import {
  createFromTemplate,
  isMarked,
  markPage,
  openLiveTab,
  taskIsDone,
  untilHealthy,
} from './newService.ts';

/** The service that most journeys look at. */
export const name = 'greeter';
export const liveTab = `/catalog/default/component/${name}/live`;

/** One platform for all journeys, and a browser of their own for each of the people. Filled before the first journey. */
export interface World {
  embedded: Embedded;
  browser: Browser;
  ana: Visitor;
  ben: Visitor;
  emil: Visitor;
  petra: Visitor;
  /** Makes the service, for whichever journey needs it first. Resolves with a page of Ben's that has seen it come up. */
  service(): Promise<Page>;
}

/** Starts the platform before, and ends it after, everything in the file that calls this. */
export function openWorld(): World {
  const world = {} as World;
  let made: Promise<Page> | undefined;
  world.service = () => (made ??= makeService(world));
  before(
    async () => {
      world.embedded = await startEmbedded('--empty');
      await world.embedded.complete;
      world.browser = await openBrowser();
      const visit = (displayName: string) =>
        signIn(world.browser, world.embedded.portal, displayName);
      world.ana = await visit('Ana Almeida');
      world.ben = await visit('Ben Brandt');
      world.emil = await visit('Emil Eriksen');
      world.petra = await visit('Petra Petrova');
    },
    { timeout: 45 * 60_000 },
  );
  after(async () => {
    await world.browser?.close();
    await world.embedded?.stop();
  });
  return world;
}

/** By its template, with both pods ready on a page that was not reloaded. */
async function makeService({ ben, embedded }: World): Promise<Page> {
  await createFromTemplate(ben, embedded, name);
  const watching = await ben.context.newPage();
  await openLiveTab(watching, embedded, name);
  await markPage(watching);
  await untilHealthy(watching, name);
  assert.ok(await isMarked(watching), 'the page was not reloaded');
  await taskIsDone(ben.page);
  return watching;
}

/** For a journey that looks at the service: it may be the first. */
export const beforeService = (world: World) =>
  before(() => world.service().then(() => {}), { timeout: 15 * 60_000 });

export async function open(
  { embedded }: World,
  { page }: Visitor,
  path: string,
): Promise<Page> {
  await page.goto(`${embedded.portal}${path}`);
  return page;
}

/** Asks the portal's API with this person's token. */
export async function call(
  { embedded }: World,
  person: string,
  path: string,
  body?: object,
): Promise<Response> {
  return fetch(`${embedded.portal}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${await embedded.npm('token', person)}`,
      'content-type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });
}

/** Deletes the service's pods; every page is to lose the old ones and to be healthy with new ones. */
export async function replacePods(
  { embedded }: World,
  pages: Page[],
): Promise<void> {
  const pods = (...args: string[]) =>
    embedded.npm(
      'kubectl',
      '-n',
      'payments',
      ...args,
      '-l',
      `backstage.io/kubernetes-id=${name}`,
    );
  const old = await pods('get', 'pod', '-o', 'name');
  await pods('delete', 'pod', '--wait=false');
  for (const page of pages) {
    for (const pod of old.split('\n')) {
      await page
        .getByText(pod.replace('pod/', ''), { exact: true })
        .first()
        .waitFor({ state: 'detached', timeout: 60_000 });
    }
    await untilHealthy(page, name);
  }
}

export const isLive = (page: Page) =>
  page.getByText(/^live · updated/).waitFor();
