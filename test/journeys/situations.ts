import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  finalizer,
  namespace,
  restartedLongAgo,
  situations,
} from './world/situationObjects.ts';
import { beforeService, liveTab, open, type World } from './world/world.ts';

/** What the page says first of each, and what it advises. */
const lines: Array<[situation: string, line: RegExp]> = [
  [
    'a StatefulSet whose pods admission refuses',
    /^refused is (stuck|down): the Pod Security level refuses pods for host namespaces\..*hostNetwork=true/,
  ],
  [
    'a Deployment that is paused from the start',
    /^parked is paused: its rollout is paused; no pod serves\. Resume/,
  ],
  [
    'a scheduling gate',
    /^gated is stuck: .*scheduling gate journeys\.example\/budget.*has to lift it/,
  ],
  [
    'an init container that asks for too much',
    /^warming is stuck: no node has 64 cores free/,
  ],
  ['restarts of long ago', /^veteran is .*runs and is not ready/],
  [
    'a volume of a Secret that is not there',
    /^keyless is .*needs the Secret server-tls, which does not exist/,
  ],
  [
    'a pod that never finishes terminating',
    new RegExp(
      `^held is .*held-1 cannot end: held by the finalizer ${finalizer}`,
    ),
  ],
  [
    'a Deployment that is being deleted',
    /^leaving is being deleted since .*: it waits for its pods to end/,
  ],
  [
    'Recreate whose old pods never end',
    /^recreated is (stuck|down): .*cannot end: held by the finalizer/,
  ],
  [
    'a CronJob that fails and keeps no run',
    /^failing is degraded: its last run did not succeed, and is not kept/,
  ],
];

export function describeSituations(world: World) {
  describe('what is easily told wrongly, on the Live tab', () => {
    beforeService(world);

    let page: Page;

    const kubectl = (...args: string[]) =>
      world.embedded.npm('kubectl', '-n', namespace, ...args);
    const asBen = (...args: string[]) =>
      world.embedded.npm('kubectl', '--as', 'ben', '-n', namespace, ...args);
    const file = () => join(world.embedded.state, 'situations.json');
    const podsOf = async (app: string) =>
      (await kubectl('get', 'pod', '-l', `app=${app}`, '-o', 'name'))
        .split('\n')
        .filter(Boolean);

    before(async () => {
      const list = { apiVersion: 'v1', kind: 'List', items: situations };
      writeFileSync(file(), JSON.stringify(list));
      await asBen('apply', '-f', file());
      for (const ready of [
        'statefulset/held',
        'deployment/leaving',
        'deployment/recreated',
      ])
        await kubectl('rollout', 'status', ready, '--timeout=60s');
      await asBen('delete', 'pod', 'held-1', '--wait=false');
      await asBen(
        ...['delete', 'deployment', 'leaving'],
        ...['--cascade=foreground', '--wait=false'],
      );
      await asBen(
        ...['set', 'image', 'deployment/recreated'],
        'app=registry.example/app:2',
      );
      for (const pod of await podsOf('veteran'))
        await kubectl(
          ...['patch', pod, '--subresource=status', '--type=merge'],
          ...['-p', JSON.stringify({ status: restartedLongAgo })],
        );
      page = await open(world, world.ben, liveTab);
    });

    after(async () => {
      await asBen(
        ...['delete', '-f', file()],
        ...['--ignore-not-found', '--wait=false'],
      );
      for (const app of ['held', 'leaving', 'recreated'])
        for (const pod of await podsOf(app))
          await kubectl(
            ...['patch', pod, '--type=merge'],
            ...['-p', JSON.stringify({ metadata: { finalizers: null } })],
          );
      // Other journeys look at the same page.
      await kubectl('wait', '--for=delete', '-f', file(), '--timeout=60s');
    });

    for (const [situation, line] of lines) {
      it(`${situation} is in its first line`, async () => {
        await page
          .getByRole('status')
          .getByText(line)
          .first()
          .waitFor({
            timeout: situation.includes('CronJob') ? 90_000 : 60_000,
          });
      });
    }
  });
}
