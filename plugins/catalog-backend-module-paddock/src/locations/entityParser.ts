import { stringifyLocationRef, type Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  processingResult,
  type CatalogProcessorParser,
} from '@backstage/plugin-catalog-node';
import {
  MiB,
  parseYaml,
  type YamlLimits,
} from '@paddock/backstage-plugin-paddock-node';
import type { LocationLimits } from './limits';

const isObject = (value: unknown): value is Entity =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Addresses are somebody's text too. */
const mostOfAddress = 300;

/** Only the configuration names files, so these are the operator's, and may hold a whole organisation. */
const ofOperator: Partial<YamlLimits> = {
  bytes: 16 * MiB,
  documents: 10_000,
  items: 200_000,
};

/**
 * Reads the entities of a file in place of the catalog's own parser, which does so on the event loop and without limits.
 * What is wrong with a file becomes an error of its location, which the location's page and the import page show.
 */
export const createEntityParser = ({
  bytesPerFile,
  entitiesPerFile,
  itemsPerEntity,
}: LocationLimits): CatalogProcessorParser => {
  const ofMembers = {
    bytes: bytesPerFile,
    documents: entitiesPerFile,
    itemsPerDocument: itemsPerEntity,
  };
  return async function* parseEntities({ data, location }) {
    const ref = stringifyLocationRef(location).slice(0, mostOfAddress);
    let documents: unknown[];
    try {
      documents = await parseYaml(data, {
        what: `The file ${ref}`,
        limits: location.type === 'file' ? ofOperator : ofMembers,
      });
    } catch (error) {
      yield processingResult.generalError(location, toError(error).message);
      return;
    }
    for (const document of documents) {
      yield isObject(document)
        ? processingResult.entity(location, document)
        : processingResult.generalError(
            location,
            `A document of the file ${ref} is not an entity. Each needs apiVersion, kind and metadata.name.`,
          );
    }
  };
};
