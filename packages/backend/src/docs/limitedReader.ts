import { type UrlReaderService } from '@backstage/backend-plugin-api';
import { createBudget, limits } from './limits';

/** Reads as `reader` does, but gives a repository up that is larger than docs may be, before it is all on the disk. */
export function limitedReader(
  reader: UrlReaderService,
  most = limits,
): UrlReaderService {
  return {
    readUrl: (url, options) => reader.readUrl(url, options),
    search: (url, options) => reader.search(url, options),
    readTree: (url, options) => {
      const count = createBudget(most);
      return reader.readTree(url, {
        ...options,
        filter(path, info) {
          count(info?.size ?? 0);
          return options?.filter?.(path, info) ?? true;
        },
      });
    },
  };
}
