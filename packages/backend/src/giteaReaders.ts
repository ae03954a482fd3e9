import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  GiteaUrlReader,
  ReadUrlResponseFactory,
  urlReaderFactoriesServiceRef,
  type ReaderFactory,
} from '@backstage/backend-defaults/urlReader';
import {
  createServiceFactory,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  parseGiteaUrl,
  ScmIntegrations,
  type GiteaIntegration,
} from '@backstage/integration';

function rawAddress({ config }: GiteaIntegration, file: string): string {
  const { url, owner, name, ref, path } = parseGiteaUrl(config, file);
  return `${url}/api/v1/repos/${owner}/${name}/raw/${path}?ref=${ref}`;
}

/** A file as Gitea sends its bytes, so that whoever reads it may stop where it becomes too large. */
const readRaw =
  (integration: GiteaIntegration): UrlReaderService['readUrl'] =>
  async (url, { etag, signal } = {}) => {
    const address = rawAddress(integration, url);
    const headers = new Headers(
      getGiteaRequestOptions(integration.config).headers,
    );
    if (etag) headers.set('if-none-match', etag);
    const response = await fetch(address, { headers, signal });
    if (response.ok && response.body) {
      const modified = response.headers.get('last-modified');
      return ReadUrlResponseFactory.fromReadable(
        Readable.fromWeb(response.body as ReadableStream),
        {
          etag: response.headers.get('etag') ?? undefined,
          lastModifiedAt: modified ? new Date(modified) : undefined,
        },
      );
    }
    await response.body?.cancel();
    if (response.status === 304) throw new NotModifiedError();
    const message = `${url} could not be read as ${address}: ${response.status} ${response.statusText}`;
    if (response.status === 404) throw new NotFoundError(message);
    throw new Error(message);
  };

/**
 * Backstage's readers of Gitea ask for a file as base64 within JSON: it is held and parsed as a whole, on the event loop,
 * before anybody can look at its size.
 */
export const createGiteaReaders: ReaderFactory = ({
  config,
  treeResponseFactory,
}) =>
  ScmIntegrations.fromConfig(config)
    .gitea.list()
    .map(integration => ({
      predicate: url => url.host === integration.config.host,
      reader: Object.assign(
        new GiteaUrlReader(integration, { treeResponseFactory }),
        { readUrl: readRaw(integration) },
      ),
    }));

export const giteaReaders = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: {},
  factory: () => createGiteaReaders,
});
