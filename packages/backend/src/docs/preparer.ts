import { type UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { type ScmIntegrationRegistry } from '@backstage/integration';
import {
  getLocationForEntity,
  type PreparerBase,
} from '@backstage/plugin-techdocs-node';

/**
 * Fetches the repository that an entity's docs are in, into a folder that is removed afterwards. A folder of this machine
 * is not taken: an entity says itself where its source is, so any member could name one.
 */
export function createDocsPreparer(
  reader: UrlReaderService,
  integrations: ScmIntegrationRegistry,
): PreparerBase {
  return {
    shouldCleanPreparedDirectory: () => true,
    async prepare(entity, options) {
      const { type, target } = getLocationForEntity(entity, integrations);
      if (type !== 'url') {
        throw new InputError(
          `The docs are not rendered: ${entity.metadata.name} says that they are in a folder of the portal's machine. Only those of a repository are.`,
        );
      }
      const tree = await reader.readTree(target, { etag: options?.etag });
      return { preparedDir: await tree.dir(), etag: tree.etag };
    },
  };
}
