import request from 'supertest';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { answerOf, problems } from '../../testing/openApi';
import { type Portal, startPortal } from '../../testing/portal';
import {
  componentEntity,
  startSampleCluster,
} from '../../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

describe('answers while a cluster cannot be asked what somebody may see', () => {
  let here: FakeApiServer;
  let away: FakeApiServer;
  let portal: Portal;

  const get = (path: string, name: string) =>
    request(portal.url)
      .get(path)
      .set('authorization', `Bearer ${portal.tokenOf(name)}`);
  const until = async (check: () => Promise<boolean>) => {
    while (!(await check())) {
      await new Promise(resolve => setTimeout(resolve, 150));
    }
  };

  beforeEach(async () => {
    here = await startSampleCluster();
    away = await startSampleCluster();
    portal = await startPortal({ here, away }, [
      componentEntity('payments-api', {
        'backstage.io/kubernetes-id': 'payments-api',
        'backstage.io/kubernetes-namespace': 'payments',
      }),
    ]);
    // Petra fills nobody's answers but her own.
    await until(async () => {
      const { body } = await get('/workloads', 'petra');
      return body.visible === 4;
    });
  });
  afterEach(async () => {
    await portal.stop();
    await Promise.all([here.stop(), away.stop()]);
  });

  it('have the rows of the others, and say which cluster is missing', async () => {
    await away.stop();
    const list = await get('/workloads', 'ben');
    expect(list.status).toBe(200);
    expect(list.body.items).toHaveLength(1);
    expect(list.body.items[0].cluster).toBe('here');
    expect(list.body.clusters).toMatchObject({
      here: { state: 'live' },
      away: { state: 'stale' },
    });
  });

  it('say so where there is nothing else, too', async () => {
    await away.stop();
    await here.stop();
    for (const [path, documented] of [
      ['/workloads', '/workloads'],
      [
        '/entities/component/default/payments-api/workloads',
        '/entities/{kind}/{namespace}/{name}/workloads',
      ],
    ] as const) {
      const answer = await get(path, 'ben');
      expect([path, answer.status]).toEqual([path, 200]);
      expect(problems(answerOf(documented, 'get', 200), answer.body)).toEqual(
        [],
      );
      expect(answer.body).toMatchObject({
        items: [],
        clusters: { here: { state: 'stale' }, away: { state: 'stale' } },
      });
    }
  });

  it('call no cluster live that shows its objects and does not say whose they are', async () => {
    away.fault = ({ path }, response) => {
      if (!path.includes('subjectaccessreviews')) return false;
      response.writeHead(500).end();
      return true;
    };
    const { body } = await get('/workloads', 'ben');
    expect(body.items).toHaveLength(1);
    expect(body.clusters).toMatchObject({
      here: { state: 'live' },
      away: {
        state: 'stale',
        reason: 'The cluster cannot be asked what you may see in it.',
      },
    });
  });
});
