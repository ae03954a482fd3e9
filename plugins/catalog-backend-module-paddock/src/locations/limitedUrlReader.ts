import type {
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { UrlReaderProcessor } from '@backstage/plugin-catalog-backend';
import {
  processingResult,
  type CatalogProcessor,
  type CatalogProcessorParser,
} from '@backstage/plugin-catalog-node';
import type { LocationLimits } from './limits';

/** As the reader, with no more files for one address, and no larger ones, than are allowed. */
const limitFiles = (
  reader: UrlReaderService,
  { bytesPerFile, filesPerLocation }: LocationLimits,
): UrlReaderService => ({
  readUrl: (url, options) => reader.readUrl(url, options),
  readTree: (url, options) => reader.readTree(url, options),
  async search(url, options) {
    const { files, etag } = await reader.search(url, options);
    if (files.length > filesPerLocation) {
      throw new InputError(
        `its address matches ${files.length} files; at most ${filesPerLocation} are read. Register a narrower one.`,
      );
    }
    const content = async (file: (typeof files)[number]) => {
      const data = await file.content();
      if (data.length <= bytesPerFile) return data;
      throw new InputError(
        `a file is larger than ${bytesPerFile / 1024} KiB. Split it.`,
      );
    };
    const limited = files.map(file => ({
      ...file,
      content: () => content(file),
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
