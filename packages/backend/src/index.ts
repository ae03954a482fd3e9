import { createBackend } from '@backstage/backend-defaults';
import { giteaReaders } from './giteaReaders';
import { httpRouter } from './httpRouter';
import { httpServer } from './httpServer';

const backend = createBackend();

backend.add(httpServer);
backend.add(httpRouter);
backend.add(giteaReaders);

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('./ownRedirects'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./policy'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(
  import('@paddock/backstage-plugin-scaffolder-backend-module-paddock'),
);

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('./docs/module'));
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(
  import('@paddock/backstage-plugin-kubernetes-backend-module-paddock'),
);
backend.add(import('@paddock/backstage-plugin-paddock-backend'));
backend.add(import('@paddock/backstage-plugin-catalog-backend-module-paddock'));

void backend.start();
