import {
  createFrontendModule,
  PluginWrapperBlueprint,
} from '@backstage/frontend-plugin-api';
import { WithPreparing } from '@paddock/backstage-plugin-paddock';

const preparingWrapper = PluginWrapperBlueprint.make({
  params: defineParams =>
    defineParams({ loader: async () => ({ component: WithPreparing }) }),
});

/** Says on the pages of Create what the platform still prepares, as Paddock's own pages do. */
export const preparingModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [preparingWrapper],
});
