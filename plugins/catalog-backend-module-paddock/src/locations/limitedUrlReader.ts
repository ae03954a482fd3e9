import type {
  LoggerService,
  UrlReaderService,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import { InputError, isError } from '@backstage/errors';
import { UrlReaderProcessor } from '@backstage/plugin-catalog-backend';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorParser,
} from '@backstage/plugin-catalog-node';
import { contentWithin } from './contentWithin';
import type { LocationLimits } from './limits';

/** Which readers search for; at any other address they read one file. */
const pattern = /[*]|%2a|%3f/i;

/** The one file at an address as a search answers with it. */
async function findOne(
  reader: UrlReaderService,
  url: string,
  { bytes, etag }: { bytes: number; etag: string | undefined },
): Promise<UrlReaderServiceSearchResponse> {
  try {
    const file = await reader.readUrl(url, { etag });
    const content = () => contentWithin(file, bytes);
    return { files: [{ url, content }], etag: file.etag ?? '' };
  } catch (error) {
    if (!isError(error) || error.name !== 'NotFoundError') throw error;
    return { files: [], etag: '' };
  }
}

/** As the reader, with no more files for one address, and no larger ones, than are allowed. */
const limitFiles = (
  reader: UrlReaderService,
  { bytesPerFile: bytes, filesPerLocation }: LocationLimits,
): UrlReaderService => ({
  readUrl: (url, options) => reader.readUrl(url, options),
  readTree: (url, options) => reader.readTree(url, options),
  async search(url, options) {
    if (!pattern.test(url)) {
      return findOne(reader, url, { bytes, etag: options?.etag });
    }
    const { files, etag } = await reader.search(url, options);
    if (files.length > filesPerLocation) {
      throw new InputError(
        `its address matches ${files.length} files; at most ${filesPerLocation} are read. Register a narrower one.`,
      );
    }
    const limited = files.map(file => ({
      ...file,
      content: () => contentWithin({ buffer: file.content }, bytes),
    }));
    return { files: limited, etag };
  },
});

/** As the parser, and one error in place of all entities that are too many for one location. */
function limitEntities(
  parser: CatalogProcessorParser,
  { entitiesPerLocation }: LocationLimits,
): CatalogProcessorParser {
  let entities = 0;
  return async function* parseLimited(options) {
    for await (const result of parser(options)) {
      if (result.type === 'entity') entities += 1;
      if (entities > entitiesPerLocation) {
        yield processingResult.generalError(
          options.location,
          `The files of this location hold more than ${entitiesPerLocation} entities. Register them in several locations.`,
        );
        return;
      }
      yield result;
    }
  };
}

/** Reads registered addresses before the catalog's own reader does, which it uses within the limits. */
export function createLimitedUrlReader(
  limits: LocationLimits,
  { reader, logger }: { reader: UrlReaderService; logger: LoggerService },
): CatalogProcessor {
  const processor = new UrlReaderProcessor({
    reader: limitFiles(reader, limits),
    logger,
  });
  return {
    getProcessorName: () => 'paddock-url-reader',
    // The catalog's own has 20, and the lower one is asked first.
    getPriority: () => 10,
    readLocation: (location, optional, emit, ...[parser, cache]) =>
      processor.readLocation(
        location,
        optional,
        emit,
        limitEntities(parser, limits),
        cache,
      ),
  };
}
