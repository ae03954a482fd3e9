import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import {
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  type TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import { createDocsGenerator } from './generator';
import { limitedReader } from './limitedReader';
import { createDocsPreparer } from './preparer';

/** Takes the place of TechDocs' own preparers and generator, which read and run as the portal does whatever a repository says. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'paddock-docs',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        urlReader: coreServices.urlReader,
        generators: techdocsGeneratorExtensionPoint,
        preparers: techdocsPreparerExtensionPoint,
      },
      async init({ config, urlReader, generators, preparers }) {
        const preparer = createDocsPreparer(
          limitedReader(urlReader),
          ScmIntegrations.fromConfig(config),
        );
        preparers.registerPreparer('url', preparer);
        preparers.registerPreparer('dir', preparer);
        generators.setTechdocsGenerator(
          // The extension point is typed as the class, and nothing but its run() is called.
          createDocsGenerator({
            command: config.getOptionalStringArray('paddock.docs.command'),
            workFolder: config.getOptionalString('backend.workingDirectory'),
          }) as TechdocsGenerator,
        );
      },
    });
  },
});
