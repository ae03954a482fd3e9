import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import policyModule from './policy';

const petra = 'user:default/petra';

it('lets no administrator through the Kubernetes proxy, as anybody', async () => {
  const calls: Array<string | undefined> = [];
  const apiServer = createServer((req, res) => {
    calls.push(req.url);
    res.end('{}');
  });
  await new Promise<void>(resolve => {
    apiServer.listen(0, '127.0.0.1', resolve);
  });
  const { port } = apiServer.address() as AddressInfo;
  const backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      permissionPlugin,
      policyModule,
      permissionsServiceFactory,
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async () => ({
            userEntityRef: petra,
            ownershipEntityRefs: [petra, 'group:default/platform-admins'],
          }),
        }),
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          paddock: { administrators: ['group:default/platform-admins'] },
          kubernetes: {
            serviceLocatorMethod: { type: 'multiTenant' },
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'local',
                    url: `http://127.0.0.1:${port}`,
                    authProvider: 'serviceAccount',
                    serviceAccountToken: 'of-the-portal',
                  },
                ],
              },
            ],
          },
        },
      }),
    ],
  });
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`http://localhost:${backend.server.port()}/api/kubernetes${path}`, {
      ...init,
      headers: {
        authorization: mockCredentials.user.header(petra),
        ...init.headers,
      },
    });

  // As an administrator, she is let in elsewhere.
  expect((await ask('/clusters')).status).toBe(200);

  const configMaps = '/proxy/api/v1/namespaces/shop/configmaps';
  const identities: Array<Record<string, string>> = [
    {},
    { 'Impersonate-User': 'dora' },
    { 'Backstage-Kubernetes-Authorization': 'Bearer of-another' },
  ];
  for (const headers of identities) {
    for (const method of ['GET', 'POST', 'DELETE']) {
      expect((await ask(configMaps, { method, headers })).status).toBe(403);
    }
  }
  expect(calls).toEqual([]);

  await backend.stop();
  apiServer.close();
});
