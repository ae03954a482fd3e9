import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import { createFakeTrail } from '../fakeTrail';
import { createAct } from '../../src/access/act';
import { createStorage } from '../../src/storage/createStorage';
import { createStorageRouter } from '../../src/storage/routes';
import {
  type Answers,
  createStorageCluster,
  usualAnswers,
} from '../clusters/storageCluster';

/** The routes of storage, over one cluster that answers as it is told; everybody is ben. */
export function createStoragePortal(changes: Answers = {}) {
  const fake = createStorageCluster({ ...usualAnswers(), ...changes });
  const { cluster } = fake;
  const clusters = {
    get: (name: string) => (name === 'local' ? cluster : undefined),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success: jest.fn(), fail: jest.fn() })),
  });
  const act = createAct({
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.user('user:default/ben'),
    }),
    permissions: mockServices.permissions.mock({
      authorize: async all =>
        all.map(() => ({ result: AuthorizeResult.ALLOW })),
    }),
    trail: createFakeTrail(),
    logger: mockServices.logger.mock(),
    auditor,
    clusters,
    personOf: async () => ({ userRef: 'user:default/ben', groupRefs: [] }),
  });
  let time = Date.parse('2026-11-23T12:00:00Z');
  const catalogue = { classes: {}, provisioners: {} };
  const storage = createStorage({ clusters, catalogue, now: () => time });
  const app = express();
  app.use(createStorageRouter({ act, storage }));
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const pass = (ms: number) => {
    time += ms;
  };
  return { ...fake, app, auditor, storage, pass };
}
