import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { kubernetesRouterExtensionPoint } from '@backstage/plugin-kubernetes-node';
import { Router } from 'express';
import { kubernetesModulePaddock } from './module';

/**
 * A portal whose policy allows everything, with a cluster that is signed in to as the portal and one as the person.
 * plugin-kubernetes' own routes are replaced by one that tells what reached them.
 */
async function start() {
  const reached: string[] = [];
  const denied: string[] = [];
  const auditor = mockServices.auditor.mock();
  auditor.createEvent.mockImplementation(async ({ eventId }) => ({
    success: async () => {},
    fail: async () => {
      denied.push(eventId);
    },
  }));
  const routes = createBackendModule({
    pluginId: 'kubernetes',
    moduleId: 'routes',
    register(env) {
      env.registerInit({
        deps: { router: kubernetesRouterExtensionPoint },
        async init({ router }) {
          router.addRouter(() =>
            Router().use((req, res) => {
              reached.push(req.path);
              res.end();
            }),
          );
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      kubernetesPlugin,
      kubernetesModulePaddock,
      routes,
      auditor.factory,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api/kubernetes`;
  return {
    reached,
    denied,
    ask: async (
      headers: Record<string, string>,
      path = '/proxy/api/v1/namespaces',
      method = 'POST',
    ) => {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: 'Bearer mock-user-token', ...headers },
      });
      return answer.status;
    },
    stop: () => backend.stop(),
  };
}

const config = {
  kubernetes: {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'as-portal',
            url: 'https://portal.example',
            authProvider: 'serviceAccount',
            serviceAccountToken: 'of-the-portal',
          },
          {
            name: 'as-person',
            url: 'https://person.example',
            authProvider: 'oidc',
            oidcTokenProvider: 'okta',
          },
        ],
      },
    ],
  },
};

const asPortal = { 'Backstage-Kubernetes-Cluster': 'as-portal' };
const asPerson = {
  'Backstage-Kubernetes-Cluster': 'as-person',
  'Backstage-Kubernetes-Authorization-oidc-okta': 'of-the-person',
};

let portal: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  portal = await start();
});
afterAll(() => portal.stop());
beforeEach(() => {
  portal.reached.length = 0;
  portal.denied.length = 0;
});

it.each([
  ['as the portal', asPortal],
  ['with a token of its own there', { ...asPerson, ...asPortal }],
  [
    'with an override of the token',
    { ...asPortal, 'Backstage-Kubernetes-Authorization': 'Bearer other' },
  ],
  ['in no cluster', {}],
  ['in an unknown cluster', { 'Backstage-Kubernetes-Cluster': 'elsewhere' }],
  ['as somebody', { ...asPerson, 'Impersonate-User': 'dora' }],
  ['as somebody, lower case', { ...asPerson, 'impersonate-user': 'dora' }],
  ['as somebody, underscore', { ...asPerson, Impersonate_User: 'dora' }],
  ['as a group', { ...asPerson, 'Impersonate-Group': 'system:masters' }],
  ['as a uid', { ...asPerson, 'Impersonate-Uid': '1' }],
  ['with an extra', { ...asPerson, 'Impersonate-Extra-Scopes': 'x' }],
  ['by a front proxy', { ...asPerson, 'X-Remote-User': 'dora' }],
] as Array<[string, Record<string, string>]>)(
  'makes no call for a request %s',
  async (_, headers) => {
    expect(await portal.ask(headers)).toBe(403);
    expect(await portal.ask(headers, '/PROXY/version', 'GET')).toBe(403);
    expect(portal.reached).toEqual([]);
    expect(portal.denied).toEqual(['proxy-denied', 'proxy-denied']);
  },
);

it("passes on what is signed in with the person's own token, and leaves other routes alone", async () => {
  expect(await portal.ask(asPerson)).toBe(200);
  expect(await portal.ask({}, '/clusters', 'GET')).toBe(200);
  expect(portal.reached).toEqual(['/proxy/api/v1/namespaces', '/clusters']);
});
