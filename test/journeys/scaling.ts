import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { isMarked, markPage } from './world/newService.ts';
import {
  beforeService,
  isLive,
  liveTab,
  name,
  open,
  type World,
} from './world/world.ts';

const loaded = `${name}-load`;
const namespace = 'payments';
const minutes = (count: number) => ({ timeout: count * 60_000 });

const metadata = {
  name: loaded,
  namespace,
  labels: { app: loaded, 'backstage.io/kubernetes-id': name },
};

/** On simulated nodes, whose pods use what an annotation says. */
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    selector: { matchLabels: { app: loaded } },
    template: {
      metadata: { labels: metadata.labels },
      spec: {
        nodeSelector: { 'paddock.internal/simulated': 'true' },
        tolerations: [
          { key: 'paddock.internal/simulated', operator: 'Exists' },
        ],
        containers: [
          {
            name: 'main',
            image: 'registry.example/load:1',
            resources: {
              requests: { cpu: '100m', memory: '16Mi' },
              limits: { cpu: '1', memory: '32Mi' },
            },
          },
        ],
      },
    },
  },
};

const autoscaler = (maxReplicas: number) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata,
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: loaded },
    minReplicas: 2,
    maxReplicas,
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 60 },
        },
      },
    ],
  },
});

const quota = (pods: number) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata,
  spec: { hard: { pods: String(pods) } },
});

export function describeScaling(world: World) {
  const kubectl = (...args: string[]) =>
    world.embedded.npm('kubectl', '-n', namespace, ...args);

  async function apply(...objects: object[]): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'paddock-scaling-'));
    try {
      const file = join(folder, 'objects.json');
      const list = { apiVersion: 'v1', kind: 'List', items: objects };
      writeFileSync(file, JSON.stringify(list));
      await kubectl('apply', '-f', file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Every pod, those that come later included, is busy until this has appeared. */
  async function busyUntil(seen: Promise<void>): Promise<void> {
    let isSeen = false;
    const ends = seen.finally(() => {
      isSeen = true;
    });
    const raise = async () => {
      while (!isSeen) {
        await kubectl(
          ...['annotate', 'pod', '-l', `app=${loaded}`, '--overwrite'],
          'kwok.x-k8s.io/usage-cpu=150m',
        );
      }
    };
    await Promise.all([ends, raise()]);
  }

  describe('an autoscaler that has its reasons', () => {
    beforeService(world);

    let page: Page;
    let card: Locator;

    it('is seen to want more under load, and to be held by its maximum, without a reload', async () => {
      await apply(deployment, autoscaler(4));
      page = await open(world, world.ben, liveTab);
      await isLive(page);
      await markPage(page);
      card = page.getByRole('region', { name: `Deployment ${loaded}` });
      await card
        .getByText(/^Autoscaling keeps its minimum of 2 \(CPU \d+ % of 60 %/)
        .waitFor(minutes(5));
      await busyUntil(
        card
          .getByText(
            /^Autoscaling wants \d+ \(CPU \d+ % of 60 % target\), capped at 4 by its maximum/,
          )
          .waitFor(minutes(5)),
      );
      await card
        .getByRole('button', { name: 'What the autoscaler did' })
        .click();
      await card
        .getByRole('list', { name: 'Decisions of the autoscaler' })
        .getByText(/→ 4, CPU \d+ % of 60 % target/)
        .waitFor();
      assert.ok(await isMarked(page), 'the page was not reloaded');
    });

    it('is stopped by a quota, which the sentence names before and when it does', async () => {
      const pods = await kubectl('get', 'pod', '-o', 'name');
      const { length } = pods.split('\n');
      await apply(quota(length + 2));
      await busyUntil(
        card
          .getByText(
            /, capped at 4 by its maximum; the quota of the namespace admits 6\.$/,
          )
          .waitFor(minutes(5)),
      );
      await apply(quota(length), autoscaler(8));
      await busyUntil(
        card
          .getByText(/; the quota of the namespace admits no more\.$/)
          .waitFor(minutes(5)),
      );
      assert.ok(await isMarked(page), 'the page was not reloaded');
      await kubectl('delete', 'resourcequota,hpa,deployment', loaded);
      await card.waitFor({ state: 'detached', ...minutes(2) });
    });
  });
}
