import type { Config } from '@backstage/config';
import type { Portal } from './ask';
import { createRequestAwaitAction } from './awaitAction';
import { readDeliveries } from './delivery';
import { createNamespaceRequestAction } from './namespaceAction';
import { createSecretRequestAction } from './secretAction';
import { createVolumeRequestAction } from './volumeAction';

/** The actions with which templates ask for namespaces, secrets and volumes. */
export function createRequestActions(config: Config, portal: Portal) {
  const options = {
    ...portal,
    defaultCluster: config.getOptionalString('paddock.deploy.cluster'),
  };
  return [
    createNamespaceRequestAction(options),
    createSecretRequestAction({
      ...options,
      deliveries: readDeliveries(config),
    }),
    createVolumeRequestAction(options),
    createRequestAwaitAction(portal),
  ];
}
