import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  bridgeTo,
  sampleMemberships,
  samplePeople,
  userInfoOf,
} from '../testing/portal';
import {
  componentEntity,
  startSampleCluster,
} from '../testing/apiServer/sampleCluster';

/**
 * The plugin alone, before a cluster in memory. Ask it as one of the sample people:
 *
 *   curl -H 'Authorization: Bearer mock-user-token:{"sub":"user:default/ben"}' \
 *     http://localhost:7017/api/paddock/workloads
 */
async function start() {
  const local = await startSampleCluster();
  const entities = [
    ...samplePeople(),
    componentEntity('payments-api'),
    componentEntity('storefront-web'),
  ];
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: 'http://localhost:7017',
          listen: { host: '127.0.0.1', port: 7017 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
    }),
  );
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(mockServices.permissions.factory());
  backend.add(userInfoOf(sampleMemberships));
  backend.add(catalogServiceMock.factory({ entities }));
  backend.add(bridgeTo({ local }));
  backend.add(import('../src'));
  await backend.start();
}

start().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
