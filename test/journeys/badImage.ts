import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { root } from './world/embedded.ts';
import { isMarked, markPage, untilHealthy } from './world/newService.ts';
import {
  beforeService,
  liveTab,
  name,
  open,
  type World,
} from './world/world.ts';

interface ClusterEntry {
  verb: string;
  user: { username: string };
  impersonatedUser?: { username: string };
  objectRef?: { resource: string; name?: string };
  requestReceivedTimestamp: string;
}

interface PortalEntry {
  eventId?: string;
  status?: string;
  actor?: { actorId?: string };
  meta?: { name?: string; user?: string };
}

const linesOf = (world: World, file: string) =>
  readFileSync(join(world.embedded.state, file), 'utf8').trim().split('\n');

/** What is JSON of a log that has other lines, too. */
function parsed<T>(lines: string[]): T[] {
  return lines.flatMap(line => {
    try {
      return [JSON.parse(line) as T];
    } catch {
      return [];
    }
  });
}

export function describeBadImage(world: World) {
  describe('a bad image, from kubectl to a click', () => {
    beforeService(world);

    let page: Page;
    let began: string;

    const asBen = (...args: string[]) =>
      world.embedded.npm('kubectl', '--as', 'ben', '-n', 'payments', ...args);

    /** When `kubectl --watch` shows that an image of the service cannot be pulled. */
    function shownByKubectl(): Promise<number> {
      const watch = spawn(
        'npm',
        [
          ...['run', '--silent', 'kubectl', '--', '-n', 'payments'],
          ...['get', 'pods', '--watch'],
          ...['-l', `backstage.io/kubernetes-id=${name}`],
        ],
        {
          cwd: root,
          env: world.embedded.env,
          stdio: ['ignore', 'pipe', 'inherit'],
          // A group of its own: what npm has started ends with it.
          detached: true,
        },
      );
      return new Promise((done, fail) => {
        let said = '';
        watch.stdout.on('data', (data: Buffer) => {
          said += data;
          if (!/ErrImagePull|ImagePullBackOff/.test(said)) return;
          watch.stdout.removeAllListeners('data');
          done(Date.now());
          if (watch.pid) process.kill(-watch.pid);
        });
        watch.stdout.once('end', () =>
          fail(new Error(`kubectl said nothing of an image: ${said}`)),
        );
      });
    }

    it('the page says why, once the cluster knows', async () => {
      page = await open(world, world.ben, liveTab);
      await untilHealthy(page, name);
      await markPage(page);
      const image = await asBen(
        ...['get', 'deployment', name, '-o'],
        'jsonpath={.spec.template.spec.containers[0].image}',
      );
      const [, repository] = /^([^@]*?)(:[^:/@]*)?(@.*)?$/.exec(image) ?? [];
      const bad = `${repository}:no-such-version`;
      const said = page
        .getByText(new RegExp(`^${name} is stuck: the image .*no-such-version`))
        .first()
        .waitFor({ timeout: 5 * 60_000 })
        .then(() => Date.now());
      const [knownAt, saidAt] = await Promise.all([
        shownByKubectl(),
        said,
        asBen('set', 'image', `deployment/${name}`, `*=${bad}`),
      ]);
      console.log(
        `the page said why ${saidAt - knownAt} ms after kubectl --watch did`,
      );
      await page
        .getByText(/The \d+ old pods? serves?\./)
        .first()
        .waitFor();
    });

    it('is rolled back by a click, and healthy again without a reload', async () => {
      began = new Date().toISOString();
      await page
        .getByRole('group', { name: `Acts on ${name}`, exact: true })
        .getByRole('button', { name: 'Roll back' })
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio').first().waitFor();
      await dialog.getByRole('button', { name: 'Roll back' }).click();
      await untilHealthy(page, name);
      assert.ok(await isMarked(page), 'the page was not reloaded');
    });

    it('the cluster’s audit log and the portal’s name the person', () => {
      const patches = parsed<ClusterEntry>(
        linesOf(world, 'audit/audit.log'),
      ).filter(
        ({ verb, objectRef, requestReceivedTimestamp }) =>
          verb === 'patch' &&
          objectRef?.resource === 'deployments' &&
          objectRef.name === name &&
          requestReceivedTimestamp >= began,
      );
      assert.deepEqual(
        patches.map(({ impersonatedUser }) => impersonatedUser?.username),
        ['ben@paddock.example'],
      );
      assert.match(patches[0]?.user.username ?? '', /:paddock-portal$/);

      const acts = parsed<PortalEntry>(
        linesOf(world, 'logs/portal.log'),
      ).filter(
        ({ eventId, meta }) =>
          eventId === 'workload-roll-back' && meta?.name === name,
      );
      assert.deepEqual(
        acts.map(({ status, actor, meta }) => [
          status,
          actor?.actorId,
          meta?.user,
        ]),
        ['initiated', 'succeeded'].map(status => [
          status,
          'user:default/ben',
          'ben@paddock.example',
        ]),
      );
    });
  });
}
