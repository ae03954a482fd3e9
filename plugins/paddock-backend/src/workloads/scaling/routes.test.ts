import request from 'supertest';
import { putAutoscaler } from '../../../testing/apiServer/autoscaler';
import type { FakeApiServer } from '../../../testing/apiServer/serving';
import { answerOf, problems } from '../../../testing/openApi';
import { openStream, type TestStream } from '../../../testing/openStream';
import { type Portal, startPortal } from '../../../testing/portal';
import {
  componentEntity,
  startSampleCluster,
} from '../../../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

describe('autoscalers', () => {
  let cluster: FakeApiServer;
  let portal: Portal;
  let mayListAutoscalers = true;
  const patience = 30_000;

  const get = (path: string) =>
    request(portal.url)
      .get(path)
      .set({ authorization: `Bearer ${portal.tokenOf('ben')}` });
  const history =
    '/clusters/local/namespaces/payments/autoscalers/payments-scaler/history';

  const topics = [
    { id: 'l', topic: 'workloads', params: {} },
    {
      id: 'e',
      topic: 'entity-workloads',
      params: { entityRef: 'component:default/payments-api' },
    },
  ];

  async function withStream(run: (stream: TestStream) => Promise<void>) {
    const token = portal.tokenOf('ben');
    const stream = await openStream({ url: portal.url, token }, topics);
    try {
      await run(stream);
    } finally {
      stream.close();
    }
  }

  const autoscalingIn = (stream: TestStream, id: string) =>
    [...(stream.items(id)?.values() ?? [])].find(
      ({ name }) => name === 'payments-api',
    )?.autoscaling;

  const both = (stream: TestStream) =>
    ['l', 'e'].map(id => autoscalingIn(stream, id));

  beforeAll(async () => {
    cluster = await startSampleCluster();
    const { allows } = cluster;
    cluster.allows = spec =>
      (mayListAutoscalers ||
        spec.resourceAttributes.resource !== 'horizontalpodautoscalers') &&
      allows(spec);
    cluster.fault = ({ path, headers }, response) => {
      const refused =
        !mayListAutoscalers &&
        headers['impersonate-user'] !== undefined &&
        path.includes('/horizontalpodautoscalers/');
      if (refused) {
        response.writeHead(403, { 'content-type': 'application/json' }).end(
          JSON.stringify({
            kind: 'Status',
            status: 'Failure',
            reason: 'Forbidden',
            message: 'cannot get resource "horizontalpodautoscalers"',
            code: 403,
          }),
        );
      }
      return refused;
    };
    putAutoscaler(cluster, { desired: 2, load: 50 });
    portal = await startPortal({ local: cluster }, [
      componentEntity('payments-api'),
    ]);
  });

  afterAll(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tells whoever may list them what they do, and remembers why', async () => {
    await withStream(async stream => {
      await stream.until(
        () => both(stream).every(each => each?.desired === 2),
        patience,
      );
      putAutoscaler(cluster, { desired: 5, load: 83 });
      await stream.until(
        () => both(stream).every(each => each?.desired === 5),
        patience,
      );
    });
    const { status, body } = await get(history);
    expect(status).toBe(200);
    expect(
      problems(
        answerOf(
          '/clusters/{cluster}/namespaces/{namespace}/autoscalers/{name}/history',
          'get',
          200,
        ),
        body,
      ),
    ).toEqual([]);
    expect(body.decisions).toMatchObject([
      { from: 2, to: 5, because: { metrics: [{ current: '83' }] } },
    ]);
    expect(
      cluster.requests.filter(
        ({ path, headers }) =>
          path.endsWith('/horizontalpodautoscalers/payments-scaler') &&
          headers['impersonate-user'] === 'ben@paddock.example',
      ),
    ).toHaveLength(1);
  });

  it('says nothing of them to anybody else, who still sees the workloads', async () => {
    mayListAutoscalers = false;
    cluster.store.put('roles', { metadata: { name: 'x', namespace: 'x' } });
    await withStream(async stream => {
      await stream.until(
        () =>
          ['l', 'e'].every(id => (stream.items(id)?.size ?? 0) > 0) &&
          both(stream).every(each => each === undefined),
        patience,
      );
    });
    const { status, body } = await get(history);
    expect(status).toBe(403);
    expect(JSON.stringify(body)).not.toContain('83');
    const { body: list } = await get('/workloads');
    expect(list.visible).toBe(1);
    expect(list.items[0].autoscaling).toBeUndefined();
    mayListAutoscalers = true;
  });

  it.each([
    ['/clusters/local/namespaces/payments/autoscalers/nothing/history', 404],
    ['/clusters/other/namespaces/payments/autoscalers/x/history', 404],
    ['/clusters/local/namespaces/PAY/autoscalers/x/history', 400],
    [
      '/clusters/local/namespaces/payments/autoscalers/..%2F..%2Fx/history',
      400,
    ],
  ])('answers GET %s with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});
