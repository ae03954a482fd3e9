import type { HomeItem } from '@paddock/backstage-plugin-paddock-common';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { problems } from '../../testing/openApi';
import { openStream, type TestStream } from '../../testing/openStream';
import { type Portal, startPortal } from '../../testing/portal';
import {
  componentEntity,
  rights,
  startSampleCluster,
} from '../../testing/apiServer/sampleCluster';

const patience = 30_000;
const ref = (name: string) => `component:default/${name}`;

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

describe('the topic home', () => {
  let cluster: FakeApiServer;
  let portal: Portal;

  async function withHome(
    names: string[],
    run: (stream: TestStream) => Promise<void>,
    who = 'ben',
  ) {
    const params = { services: names.map(ref) };
    const stream = await openStream(
      { url: portal.url, token: portal.tokenOf(who) },
      [{ id: 'h', topic: 'home', params }],
    );
    try {
      await run(stream);
      expect(
        stream.frames.flatMap(each =>
          problems('#/components/schemas/Frame', each),
        ),
      ).toEqual([]);
    } finally {
      stream.close();
    }
  }

  const itemsOf = (stream: TestStream) => [
    ...((stream.items('h')?.values() ?? []) as Iterable<HomeItem>),
  ];
  const stateOf = (stream: TestStream, name: string) =>
    itemsOf(stream).flatMap(item =>
      item.type === 'service' && item.id === ref(name) ? item.state : [],
    )[0];
  const becameOf = (stream: TestStream) =>
    itemsOf(stream).flatMap(item =>
      item.type === 'change' ? { name: item.name, ...item.became } : [],
    );

  function scale(replicas: number) {
    const deployment = cluster.store
      .list('deployments')
      .find(({ metadata }) => metadata.name === 'payments-api')!;
    const { metadata } = deployment as { metadata: { generation?: number } };
    const generation = (metadata.generation ?? 1) + 1;
    cluster.store.put('deployments', {
      ...deployment,
      metadata: { ...deployment.metadata, generation },
      spec: { ...(deployment.spec as object), replicas },
    });
  }

  beforeAll(async () => {
    cluster = await startSampleCluster();
    portal = await startPortal({ local: cluster }, [
      componentEntity('payments-api'),
      componentEntity('storefront-web'),
      componentEntity('plain', { 'backstage.io/kubernetes-id': '' }),
    ]);
  });

  afterAll(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tells how each service is, and nothing of what the caller may not see', async () => {
    await withHome(
      ['payments-api', 'storefront-web', 'plain', 'nobody'],
      async stream => {
        await stream.until(
          () => stateOf(stream, 'payments-api') === 'healthy',
          patience,
        );
        expect(stateOf(stream, 'storefront-web')).toBe('nothing-seen');
        expect(stateOf(stream, 'plain')).toBe('not-connected');
        expect(stateOf(stream, 'nobody')).toBeUndefined();
      },
    );
    await withHome(
      ['storefront-web'],
      async stream => {
        const found = await stream.until(
          () =>
            itemsOf(stream).find(
              item => item.type === 'service' && item.state === 'stuck',
            ),
          patience,
        );
        expect(found).toMatchObject({
          troubled: [{ name: 'storefront-web', namespace: 'storefront' }],
        });
      },
      'emil',
    );
  });

  it('tells what became of them, to those who may see it', async () => {
    await withHome(['payments-api'], async stream => {
      await stream.until(() => stateOf(stream, 'payments-api'), patience);
      scale(4);
      await stream.until(() => becameOf(stream).length > 0, patience);
      expect(becameOf(stream)).toEqual([
        { name: 'payments-api', what: 'scaled', from: 2, to: 4 },
      ]);
      const [snapshot] = stream.frames.filter(
        ({ type }) => type === 'snapshot',
      );
      expect(snapshot).toMatchObject({ meta: { since: expect.any(String) } });
    });
    await withHome(
      ['payments-api', 'storefront-web'],
      async stream => {
        await stream.until(
          () => stateOf(stream, 'storefront-web') === 'stuck',
          patience,
        );
        expect(stateOf(stream, 'payments-api')).toBe('nothing-seen');
        expect(becameOf(stream)).toEqual([]);
      },
      'emil',
    );
  });

  it('takes away what may no longer be seen', async () => {
    await withHome(['payments-api'], async stream => {
      await stream.until(() => stateOf(stream, 'payments-api'), patience);
      rights.revoke(cluster, 'payments');
      await stream.until(() => !stream.items('h'), patience);
      const denied = stream.frames.find(({ type }) => type === 'denied');
      expect(denied).toMatchObject({
        missing: expect.arrayContaining([
          expect.objectContaining({ namespace: 'payments', resource: 'pods' }),
        ]),
      });
      rights.grant(cluster, 'payments');
      await stream.until(() => stateOf(stream, 'payments-api'), patience);
    });
  });

  it('tells to whom comes later that the last workload of a namespace was removed', async () => {
    await withHome(['payments-api'], async stream => {
      await stream.until(() => stateOf(stream, 'payments-api'), patience);
      cluster.store.remove('deployments', 'payments-api', 'payments');
      const removed = () =>
        becameOf(stream).some(({ what }) => what === 'removed');
      await stream.until(removed, patience);
    });
    await withHome(['payments-api'], async stream => {
      await stream.until(() => becameOf(stream).length > 0, patience);
      expect(becameOf(stream)).toContainEqual({
        name: 'payments-api',
        what: 'removed',
      });
    });
  });

  it('refuses more services than a page can follow', async () => {
    await withHome(
      Array.from({ length: 151 }, (_, index) => `service-${index}`),
      async stream => {
        const { reason } = await stream.frame('refused');
        expect(reason).toMatch(/services/);
      },
    );
  });
});
