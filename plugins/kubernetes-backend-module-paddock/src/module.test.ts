import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import { clustersServiceRef, type SharedClusters } from './clustersService';
import { kubernetesModulePaddock } from './module';

const config = {
  kubernetes: {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: 'local',
            url: 'https://127.0.0.1:6443',
            authProvider: 'localKubectlProxy',
          },
        ],
      },
    ],
  },
};

/** A plugin that waits for the clusters, as Paddock does. */
function listener(done: (shared: SharedClusters) => void) {
  return createBackendPlugin({
    pluginId: 'listener',
    register(env) {
      env.registerInit({
        deps: { clusters: clustersServiceRef, auth: coreServices.auth },
        async init({ clusters }) {
          void clusters.shared().then(done);
        },
      });
    },
  });
}

describe('the bridge', () => {
  it("shares plugin-kubernetes' clusters and credentials when both start", async () => {
    let done: (shared: SharedClusters) => void = () => {};
    const shared = new Promise<SharedClusters>(resolve => {
      done = resolve;
    });
    const backend = await startTestBackend({
      features: [
        listener(done),
        kubernetesPlugin,
        kubernetesModulePaddock,
        mockServices.rootConfig.factory({ data: config }),
      ],
    });

    const { clusterSupplier, authStrategy } = await shared;
    const credentials = await mockServices.auth().getOwnServiceCredentials();
    const [cluster] = await clusterSupplier.getClusters({ credentials });
    expect(cluster).toMatchObject({
      name: 'local',
      url: 'https://127.0.0.1:6443',
    });
    expect(await authStrategy.getCredential(cluster!, {})).toEqual({
      type: 'anonymous',
    });
    await backend.stop();
  });
});
