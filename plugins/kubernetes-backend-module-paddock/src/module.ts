import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  kubernetesObjectsProviderExtensionPoint,
  type KubernetesObjectsProviderFactory,
} from '@backstage/plugin-kubernetes-node';
import { type ClustersService, clustersServiceRef } from './clustersService';
import { createProxyGuard } from './proxyGuard';
import { withinRights } from './withinRights';

/**
 * plugin-kubernetes' own objects provider, kept within the rights of the person
 * who asks; on the way what the factory is handed is shared. Where a portal has an objects
 * provider already (there can be one only), let that one call this.
 */
export function sharingObjectsProvider(
  clusters: ClustersService,
): KubernetesObjectsProviderFactory {
  return async ({ getDefault, clusterSupplier, authStrategy }) => {
    clusters.offer({ clusterSupplier, authStrategy });
    return withinRights(await getDefault(), clusters.mayList);
  };
}

/**
 * Shares plugin-kubernetes' clusters and credentials with Paddock, so that clusters are configured once, and closes
 * its proxy wherever that would act as the portal.
 */
export const kubernetesModulePaddock = createBackendModule({
  pluginId: 'kubernetes',
  moduleId: 'paddock',
  register(env) {
    env.registerInit({
      deps: {
        objectsProvider: kubernetesObjectsProviderExtensionPoint,
        clusters: clustersServiceRef,
        auditor: coreServices.auditor,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ objectsProvider, httpRouter, ...parts }) {
        const { clusters } = parts;
        // Modules start before their plugin, so this comes before all of its routes.
        httpRouter.use(createProxyGuard(parts));
        objectsProvider.addObjectsProvider(sharingObjectsProvider(clusters));
      },
    });
  },
});
