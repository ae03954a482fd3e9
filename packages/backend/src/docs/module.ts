import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DirectoryPreparer,
  techdocsGeneratorExtensionPoint,
  techdocsPreparerExtensionPoint,
  type TechdocsGenerator,
  UrlPreparer,
} from '@backstage/plugin-techdocs-node';
import { createDocsGenerator } from './generator';
import { limitedReader } from './limitedReader';

/** Takes the place of TechDocs' own generator, which runs mkdocs as the portal does whatever a repository says. */
export default createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'paddock-docs',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        urlReader: coreServices.urlReader,
        generators: techdocsGeneratorExtensionPoint,
        preparers: techdocsPreparerExtensionPoint,
      },
      async init({ config, logger, urlReader, generators, preparers }) {
        const reader = limitedReader(urlReader);
        preparers.registerPreparer(
          'url',
          UrlPreparer.fromConfig({ reader, logger }),
        );
        preparers.registerPreparer(
          'dir',
          DirectoryPreparer.fromConfig(config, { reader, logger }),
        );
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
