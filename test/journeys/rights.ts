import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  beforeService,
  call,
  isLive,
  liveTab,
  name,
  open,
  replacePods,
  type World,
} from './world/world.ts';

export function describeRights(world: World) {
  describe('who sees what', () => {
    beforeService(world);

    const paths = [
      '/api/paddock/workloads',
      `/api/paddock/entities/component/default/${name}/workloads`,
    ];

    it('a member of the other team sees nothing, by page, by API and by stream', async () => {
      const page = await open(world, world.emil, liveTab);
      await page
        .getByText(`You may not see the workloads of ${name}.`)
        .waitFor();
      assert.equal(await page.getByText(`${name}-`).count(), 0);
      await open(world, world.emil, '/workloads');
      await page
        .getByText(/^0 workloads|No workloads|Nothing/)
        .first()
        .waitFor();
      assert.equal(await page.getByText(name).count(), 0);

      for (const path of paths)
        assert.doesNotMatch(
          await (await call(world, 'emil', path)).text(),
          /greeter-|team-payments\/greeter/,
        );
      const kubernetes = await call(
        world,
        'emil',
        `/api/kubernetes/services/${name}`,
        {
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name,
              annotations: { 'backstage.io/kubernetes-id': name },
            },
          },
          auth: {},
        },
      );
      assert.doesNotMatch(await kubernetes.text(), /greeter-[0-9a-f]/);
      assert.equal(
        (
          await call(
            world,
            'emil',
            '/api/kubernetes/proxy/api/v1/namespaces/payments/pods',
          )
        ).status,
        403,
      );
      assert.match(await streamOf('emil'), /"type":"denied"/);
      assert.doesNotMatch(await streamOf('emil'), /"snapshot"/);
    });

    /** The first second of the entity's stream. */
    async function streamOf(person: string): Promise<string> {
      const answer = await call(world, person, '/api/paddock/live', {
        topics: [
          {
            id: 'a',
            topic: 'entity-workloads',
            params: { entityRef: `component:default/${name}` },
          },
        ],
      });
      assert.ok(answer.body);
      const reader = answer.body
        .pipeThrough(new TextDecoderStream())
        .getReader();
      let text = '';
      const end = setTimeout(() => void reader.cancel(), 1500);
      for (
        let part = await reader.read();
        !part.done;
        part = await reader.read()
      )
        text += part.value;
      clearTimeout(end);
      return text;
    }

    it('the administrator sees it', async () => {
      const page = await open(world, world.petra, liveTab);
      await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
    });

    it('ten tabs at once all stay live', async () => {
      const pages = await Promise.all(
        Array.from({ length: 10 }, async () => {
          const page = await world.ben.context.newPage();
          await page.goto(`${world.embedded.portal}${liveTab}`);
          return page;
        }),
      );
      try {
        await Promise.all(pages.map(isLive));
        await replacePods(world, pages);
      } finally {
        await Promise.all(pages.map(page => page.close()));
      }
    });

    it('removing the RoleBinding ends an open view within a second, and giving it back brings it again', async () => {
      const page = await open(world, world.ben, liveTab);
      await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
      const bindings = JSON.parse(
        await world.embedded.npm(
          'kubectl',
          '-n',
          'payments',
          'get',
          'rolebindings',
          '-o',
          'json',
        ),
      ) as {
        items: Array<{
          metadata: { name: string };
          subjects?: Array<{ name: string }>;
        }>;
      };
      const binding = bindings.items.find(({ subjects }) =>
        subjects?.some(each => each.name === 'team-payments'),
      );
      assert.ok(binding);
      const saved = await world.embedded.npm(
        'kubectl',
        '-n',
        'payments',
        'get',
        'rolebinding',
        binding.metadata.name,
        '-o',
        'yaml',
      );

      const denied = page
        .getByText(`You may not see the workloads of ${name}.`)
        .waitFor()
        .then(() => Date.now());
      const removed = world.embedded
        .npm(
          'kubectl',
          '-n',
          'payments',
          'delete',
          'rolebinding',
          binding.metadata.name,
        )
        .then(() => Date.now());
      const [deniedAt, removedAt] = await Promise.all([denied, removed]);
      assert.ok(
        deniedAt - removedAt < 1000,
        `it took ${deniedAt - removedAt} ms`,
      );
      assert.equal(
        await page.getByText(`${name}-`).count(),
        0,
        'nothing of it is left on the page',
      );

      await applyYaml(saved);
      await page.getByText(`${name} is healthy`, { exact: false }).waitFor();
    });

    async function applyYaml(yaml: string): Promise<void> {
      const file = join(world.embedded.state, 'restore.yaml');
      writeFileSync(
        file,
        yaml.replace(/^ {2}(uid|resourceVersion|creationTimestamp):.*\n/gm, ''),
      );
      await world.embedded.npm(
        'kubectl',
        'apply',
        '--server-side',
        '--force-conflicts',
        '-f',
        file,
      );
    }
  });
}
