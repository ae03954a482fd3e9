import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import request from 'supertest';
import {
  type AuditedEvent,
  createFakeAuditor,
} from '../../testing/fakeAuditor';
import { createFakeTrail } from '../../testing/fakeTrail';
import { createRegistrationsRouter } from './routes';

const payments = 'group:default/team-payments';
const shop = 'group:default/team-shop';
const address = (repository: string) =>
  `url:https://git.example/${repository}/src/branch/main/catalog-info.yaml`;

function entity(
  name: string,
  location: string,
  owner?: string,
  kind = 'Component',
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'backstage.io/managed-by-origin-location': location },
    },
    relations: owner ? [{ type: 'ownedBy', targetRef: owner }] : [],
  };
}

const entities = [
  entity('payments-api', address('pay/api'), payments),
  entity('payments-db', address('pay/api'), payments, 'Resource'),
  // What the catalog itself makes of a location.
  entity('generated-1', address('pay/api'), undefined, 'Location'),
  entity('shop-api', address('shop/api'), shop),
  entity('payments-web', address('shared'), payments),
  entity('shop-web', address('shared'), shop),
  entity('payments-list', address('list'), payments),
  entity('shops-list', address('list'), shop, 'Location'),
  entity('payments-old', 'file:/configured.yaml', payments),
];

/** By its address, so that it is clear which one is removed. */
const aLocation = (location: string) => ({
  id: location,
  type: 'url',
  target: location.slice('url:'.length),
  entityRef: 'location:default/generated-1',
});

function setUp({ isTrailDown = false } = {}) {
  const catalog = catalogServiceMock({ entities });
  jest
    .spyOn(catalog, 'getLocationByRef')
    .mockImplementation(async location =>
      location.startsWith('url:') ? aLocation(location) : undefined,
    );
  const removed = jest
    .spyOn(catalog, 'removeLocationById')
    .mockResolvedValue(undefined);
  const audited: AuditedEvent[] = [];
  const trail = createFakeTrail();
  const app = express();
  app.use(
    createRegistrationsRouter({
      catalog,
      auth: mockServices.auth(),
      httpAuth: mockServices.httpAuth({
        defaultCredentials: mockCredentials.user('user:default/ben'),
      }),
      // As the policy decides: owners may delete what they own.
      permissions: mockServices.permissions.mock({
        authorize: async all =>
          all.map(({ permission, ...of }) => {
            const ref = 'resourceRef' in of ? of.resourceRef : undefined;
            const owns =
              permission.name === 'catalog.entity.delete' &&
              entities.some(
                ({ kind, metadata, relations }) =>
                  `${kind.toLowerCase()}:default/${metadata.name}` === ref &&
                  relations?.some(({ targetRef }) => targetRef === payments),
              );
            return {
              result: owns ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
            };
          }),
      }),
      auditor: createFakeAuditor(audited),
      trail: isTrailDown
        ? { ...trail, append: () => Promise.reject(new Error('away')) }
        : trail,
      logger: mockServices.logger.mock(),
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const unregister = (ref: string) =>
    request(app).delete(`/entities/${ref}/registration`);
  return { unregister, removed, audited, lines: trail.lines };
}

it.each(['component/default/payments-api', 'resource/default/payments-db'])(
  'owners unregister %s, by its location, on the record',
  async ref => {
    const { unregister, removed, audited, lines } = setUp();
    expect((await unregister(ref)).status).toBe(204);
    expect(removed).toHaveBeenCalledTimes(1);
    expect(removed.mock.calls[0]?.[0]).toBe(address('pay/api'));
    expect(audited).toMatchObject([
      {
        eventId: 'entity-unregister',
        status: 'succeeded',
        meta: { location: address('pay/api') },
      },
    ]);
    expect(lines.map(({ phase, actor }) => [phase, actor])).toEqual([
      ['intended', 'user:default/ben'],
      ['done', 'user:default/ben'],
    ]);
  },
);

it.each([
  ['of another team', 'component/default/shop-api', 403, 'is yours to delete'],
  [
    'that shares its location with that of another team',
    'component/default/payments-web',
    403,
    '1 of 2 entities',
  ],
  [
    'whose location lists one of another team',
    'component/default/payments-list',
    403,
    '1 of 2 entities',
  ],
  [
    'that the configuration has brought',
    'component/default/payments-old',
    409,
    'was not registered by anybody',
  ],
  ['that is not there', 'component/default/nothing', 404, 'There is no'],
  ['with a hostile name', 'component/default/a%2f..%2fb', 400, ''],
])('nobody unregisters a service %s', async (_, ref, status, message) => {
  const { unregister, removed } = setUp();
  const answer = await unregister(ref);
  expect(answer.status).toBe(status);
  expect(answer.body.error.message).toContain(message);
  expect(removed).not.toHaveBeenCalled();
});

it('nothing happens that cannot be recorded', async () => {
  const { unregister, removed } = setUp({ isTrailDown: true });
  const answer = await unregister('component/default/payments-api');
  expect(answer.status).toBe(503);
  expect(removed).not.toHaveBeenCalled();
});
