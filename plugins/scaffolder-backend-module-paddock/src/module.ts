import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  createTemplateFilter,
  scaffolderTemplatingExtensionPoint,
} from '@backstage/plugin-scaffolder-node/alpha';
import { createImageBuildAction } from './build/action';
import { readBuildSettings } from './build/settings';
import { createWorkloadDeployAction } from './deploy/action';
import { createRequestActions } from './requests/actions';
import { createSourceResolveAction } from './source/action';
import { atRevision } from './source/atRevision';
import { createTaskLimit } from './tasks/taskLimit';
import { createTeamConfirmAction } from './team/action';

const atRevisionFilter = createTemplateFilter({
  id: 'atRevision',
  description:
    'The address of a source, as in backstage.io/source-location, at another branch, tag or commit.',
  schema: z =>
    z
      .function()
      .args(z.string().describe('source location'), z.string())
      .returns(z.string()),
  filter: atRevision,
});

/** Where templates publish to: the host as repoUrl wants it, and the address that people open. */
function readGit(config: Config) {
  const servers = config.getOptionalConfigArray('integrations.gitea') ?? [];
  const host =
    config.getOptionalString('paddock.git.host') ??
    servers[0]?.getOptionalString('host');
  if (!host) return { gitHost: null, gitUrl: null };
  const url = servers
    .find(server => server.getOptionalString('host') === host)
    ?.getOptionalString('baseUrl');
  return { gitHost: host, gitUrl: url ?? `https://${host}` };
}

/** Wires the actions `paddock:*`, the filter `atRevision` and the value `paddock` into the scaffolder. */
export const scaffolderModulePaddock = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'paddock',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        templating: scaffolderTemplatingExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
      },
      async init({ actions, templating, httpAuth, httpRouter, ...parts }) {
        const { auth, config, discovery, lifecycle } = parts;
        // Modules start before their plugin, so this comes before its routes.
        httpRouter.use(createTaskLimit({ auth, discovery, httpAuth }));
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() =>
          shutdown.abort(new Error('The portal is ending.')),
        );
        templating.addTemplateFilters([atRevisionFilter]);
        templating.addTemplateGlobals({ paddock: readGit(config) });
        actions.addActions(
          createImageBuildAction(readBuildSettings(config), shutdown.signal),
          createWorkloadDeployAction({
            auth,
            discovery,
            defaultCluster: config.getOptionalString('paddock.deploy.cluster'),
          }),
          createSourceResolveAction(ScmIntegrations.fromConfig(config)),
          createTeamConfirmAction(
            config.getOptionalStringArray('paddock.administrators') ?? [],
          ),
          ...createRequestActions(config, { auth, discovery }),
        );
      },
    });
  },
});
