import {
  coreServices,
  createServiceFactory,
  type SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  type NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import request from 'supertest';
import type { FakeApiServer } from '../../testing/apiServer/serving';
import { type Portal, startPortal } from '../../testing/portal';
import {
  componentEntity,
  putSituation,
  rights,
  startSampleCluster,
} from '../../testing/apiServer/sampleCluster';

// The whole plugin starts, and machines are busy.
jest.setTimeout(60_000);

const ownedBy = (name: string, targetRef: string) => ({
  ...componentEntity(name),
  relations: [{ type: 'ownedBy', targetRef }],
});
const team = 'group:default/team-payments';

describe('alerts', () => {
  const tasks = new Map<string, () => Promise<void>>();
  const sent: NotificationSendOptions[] = [];
  let cluster: FakeApiServer;
  let portal: Portal;

  const scheduler = createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () =>
      mockServices.scheduler.mock({
        scheduleTask: async ({ id, fn }) => {
          const run = fn as SchedulerServiceTaskFunction;
          tasks.set(id, async () => run(new AbortController().signal));
        },
      }),
  });
  const notifications = createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({
      send: async (message: NotificationSendOptions) => void sent.push(message),
    }),
  });
  const config = mockServices.rootConfig.factory({
    data: { paddock: { alerts: { stuckMinutes: 0 } } },
  });

  /** Waits until the portal knows of so many stuck workloads. */
  async function untilStuck(count: number) {
    for (;;) {
      const { body } = await request(portal.url)
        .get('/workloads?state=stuck')
        .set({ authorization: `Bearer ${portal.tokenOf('petra')}` });
      if (body.matching === count) return;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  const look = () => tasks.get('paddock-alerts')!();

  beforeAll(async () => {
    cluster = await startSampleCluster();
    portal = await startPortal(
      { local: cluster },
      [
        ownedBy('storefront-web', 'group:default/team-storefront'),
        ownedBy('payments-web', team),
        ownedBy('payments-job', team),
      ],
      [scheduler, notifications, config],
    );
  });

  afterAll(async () => {
    await portal.stop();
    await cluster.stop();
  });

  it('tells the owner of what begins after the first look, and of nothing else', async () => {
    await untilStuck(1);
    await look();
    await look();
    await look();
    expect(sent).toEqual([]);

    putSituation(cluster, 'deployment-image-unknown', {
      namespace: 'payments',
      component: 'payments-web',
    });
    await untilStuck(2);
    await look();
    await look();
    await look();
    expect(sent).toMatchObject([
      {
        recipients: { type: 'entity', entityRef: [team] },
        payload: {
          title: 'payments-web in local / payments is stuck',
          link: '/catalog/default/component/payments-web/live',
          topic: 'workloads',
        },
      },
    ]);
  });

  it('tells nobody of what the cluster does not show to them', async () => {
    sent.length = 0;
    rights.revoke(cluster, 'payments');
    putSituation(cluster, 'deployment-image-unknown', {
      namespace: 'payments',
      component: 'payments-job',
    });
    await untilStuck(3);
    await look();
    await look();
    expect(sent).toEqual([]);
  });
});
