import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventually } from '../../../testing/eventually';
import { createSilentLogger } from '../../../testing/silentLogger';
import { createAudience } from '../../access/audience';
import type { WatchedCluster } from '../../kube/watch/cache';
import type { Told } from './rollBackOne';
import { createTellOwners } from './tellOwners';

const component = (
  name: string,
  annotations: Record<string, string>,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations },
  relations: [
    { type: 'ownedBy', targetRef: `group:default/team-${name}` },
    { type: 'partOf', targetRef: 'system:default/pay' },
  ],
});

const id = 'backstage.io/kubernetes-id';
const entities = [
  component('payments', { [id]: 'payments-api' }),
  component('elsewhere', {
    [id]: 'payments-api',
    'backstage.io/kubernetes-cluster': 'prod-2',
  }),
  component('other', { [id]: 'other' }),
  // Anybody may write this into a catalog file of theirs.
  component('stranger', { [id]: 'payments-api' }),
];

const told = (label?: string) =>
  ({
    cluster: 'prod-1',
    row: {
      id: 'd1',
      name: 'payments-api',
      namespace: 'payments',
      component: label,
    },
    record: { from: 8, to: 7, images: { from: ['secret/image:8'], to: [] } },
  } as unknown as Told);

/** Only the team payments may see what runs there. */
const cluster = {
  identity: ({ groupRefs }) => ({ user: 'someone', groups: groupRefs }),
  access: {
    may: async ({ groups }, { namespace }) =>
      namespace === 'payments' &&
      groups.includes('group:default/team-payments'),
    onRightsChanged: () => () => {},
  },
} as Pick<WatchedCluster, 'identity' | 'access'> as WatchedCluster;

function setUp(send = jest.fn(async () => {})) {
  const logger = createSilentLogger();
  const catalog = catalogServiceMock({ entities });
  const asked = jest.spyOn(catalog, 'getEntities');
  const auth = mockServices.auth();
  const tell = createTellOwners({
    auth,
    catalog,
    audience: createAudience({ auth, catalog }),
    clusters: { get: name => (name === 'prod-1' ? cluster : undefined) },
    rightsFor: () => [{ verb: 'list', group: 'apps', resource: 'deployments' }],
    notifications: { send },
    logger,
  });
  return { tell, send, logger, asked };
}

describe('who is told of a rollback by the portal itself', () => {
  it('are the owners of what the workload names, with no more than that it happened', async () => {
    const { tell, send } = setUp();
    tell(told('payments-api'));
    await eventually('it was sent', () => send.mock.calls.length > 0, 30_000);
    expect(send.mock.calls).toEqual([
      [
        {
          recipients: {
            type: 'entity',
            entityRef: ['group:default/team-payments'],
          },
          payload: expect.objectContaining({
            title: 'payments-api in prod-1 was rolled back by itself',
            link: '/catalog/default/component/payments/live',
          }),
        },
      ],
    ]);
    expect(JSON.stringify(send.mock.calls)).not.toContain('secret/image');
  });

  it('is nobody, where it names nothing', () => {
    const { tell, asked } = setUp();
    tell(told());
    expect(asked).not.toHaveBeenCalled();
  });

  it('is logged, where nobody could be told', async () => {
    const { tell, logger } = setUp(
      jest.fn(async () => {
        throw new Error('no notifications');
      }),
    );
    tell(told('payments-api'));
    await eventually('it was logged', () => logger.lines.length > 0, 30_000);
    expect(logger.lines[0]).toMatch(/Nobody was notified.*no notifications/);
  });
});
