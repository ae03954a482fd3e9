import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  askService,
  buildAndTest,
  changeSource,
  cloneAs,
  isMarked,
  release,
  untilHealthy,
} from './world/newService.ts';
import { name, open, type World } from './world/world.ts';

interface AuditEntry {
  verb: string;
  user: { username: string };
  impersonatedUser?: { username: string };
  objectRef?: { resource: string; name?: string };
}

/** By the Deployment's controller. */
async function revisionOf({ embedded }: World): Promise<number> {
  const path = String.raw`{.metadata.annotations.deployment\.kubernetes\.io/revision}`;
  const which = ['-n', 'payments', 'get', 'deployment', name];
  return Number(
    await embedded.npm('kubectl', ...which, '-o', `jsonpath=${path}`),
  );
}

export function describeRollout(world: World) {
  describe('from a template to a live rollout', () => {
    let watching: Page;

    it('a member makes a service, and its page goes from nothing to all pods ready without a reload', async () => {
      watching = await world.service();
    });

    it('answers over HTTP through its Service', async () => {
      const answer = JSON.parse(
        await askService(world.embedded, 'ben', name),
      ) as {
        name: string;
      };
      assert.equal(answer.name, name);
    });

    it('can be cloned, built and tested; a pushed change rolls out live', async () => {
      const clone = await cloneAs(world.embedded, 'ben', name);
      try {
        assert.match(buildAndTest(clone), /100% tests passed/);
        changeSource(
          clone,
          'src/config.hpp',
          text => `${text}\n// Changed by its owner.\n`,
        );
        const before = await askService(world.embedded, 'ben', name);
        const next = (await revisionOf(world)) + 1;
        const rolling = watching
          .getByText(`${name} is rolling out`, { exact: false })
          .waitFor({ timeout: 5 * 60_000 });
        await release(world.ben, world.embedded, name);
        await rolling;
        await watching
          .getByText(`revision ${next}`, { exact: true })
          .waitFor({ timeout: 60_000 });
        await untilHealthy(watching, name);
        assert.ok(await isMarked(watching), 'the page was not reloaded');
        assert.notEqual(
          await askService(world.embedded, 'ben', name),
          before,
          'another version answers',
        );
      } finally {
        clone.remove();
      }
    });

    it('the standard Kubernetes tab shows the same pods from the same configuration', async () => {
      const page = await open(
        world,
        world.ben,
        `/catalog/default/component/${name}/kubernetes`,
      );
      await page.getByText('This machine').first().waitFor();
      await page
        .getByText(/2 pods/)
        .first()
        .waitFor();
    });

    it('the cluster’s audit log names the person for the deployment, and the portal for its watches', () => {
      const entries = readFileSync(
        join(world.embedded.state, 'audit/audit.log'),
        'utf8',
      )
        .trim()
        .split('\n')
        .map(line => JSON.parse(line) as AuditEntry);
      const applied = entries.filter(
        ({ verb, objectRef }) =>
          verb === 'patch' &&
          objectRef?.resource === 'deployments' &&
          objectRef.name === name,
      );
      const byPortal = applied.filter(({ user }) =>
        user.username.endsWith(':paddock-portal'),
      );
      assert.ok(byPortal.length >= 2, 'both rollouts are in the log');
      for (const { impersonatedUser } of byPortal) {
        assert.equal(impersonatedUser?.username, 'ben@paddock.example');
      }
      const reviews = entries.filter(
        ({ objectRef }) => objectRef?.resource === 'subjectaccessreviews',
      );
      assert.ok(
        reviews.some(
          ({ user, impersonatedUser }) =>
            user.username.endsWith(':paddock-portal') && !impersonatedUser,
        ),
      );
    });
  });
}
