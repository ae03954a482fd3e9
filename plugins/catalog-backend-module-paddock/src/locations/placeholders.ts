import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  processingResult,
  type PlaceholderResolver,
  type PlaceholderResolverParams,
} from '@backstage/plugin-catalog-node';
import { parseYaml } from '@paddock/backstage-plugin-paddock-node';
import type { JsonValue } from '@backstage/types';
import parseGitUrl from 'git-url-parse';
import { contentWithin } from './contentWithin';
import type { LocationLimits } from './limits';

function repositoryOf(url: string) {
  try {
    const { resource, owner, name, full_name, filepath } = parseGitUrl(url);
    return owner && name && filepath ? `${resource}/${full_name}` : undefined;
  } catch {
    return undefined;
  }
}

/** @throws InputError for a file of another repository: the portal may read what the author may not */
function addressOf({
  key,
  value,
  baseUrl,
  resolveUrl,
}: PlaceholderResolverParams) {
  if (typeof value !== 'string') {
    throw new InputError(
      `$${key} needs the address of a file, absolute or relative to this one.`,
    );
  }
  const url = resolveUrl(value, baseUrl);
  const [there, here] = [repositoryOf(url), repositoryOf(baseUrl)];
  if (there && here && there !== here) {
    throw new InputError(
      `$${key} may only name a file of the same repository.`,
    );
  }
  return url;
}

type Limits = Pick<LocationLimits, 'bytesPerFile' | 'itemsPerEntity'>;

/**
 * What `$text`, `$json` and `$yaml` mean in an entity, in place of the catalog's own, which read files of any size and
 * YAML on the event loop.
 */
export function createPlaceholders(
  { bytesPerFile, itemsPerEntity }: Limits,
  reader: UrlReaderService,
): Record<'text' | 'json' | 'yaml', PlaceholderResolver> {
  async function readFile(params: PlaceholderResolverParams) {
    const url = addressOf(params);
    const what = `The file ${url.slice(0, 300)} of $${params.key}`;
    params.emit(processingResult.refresh(`url:${url}`));
    const file = await reader.readUrl(url);
    return { data: await contentWithin(file, bytesPerFile), what };
  }
  async function readOne(params: PlaceholderResolverParams) {
    const { data, what } = await readFile(params);
    const limits = {
      bytes: bytesPerFile,
      itemsPerDocument: itemsPerEntity,
      documents: 1,
    };
    const documents = await parseYaml(data, { what, limits });
    if (documents.length === 1) return documents[0] as JsonValue;
    throw new InputError(`${what} is empty. It needs exactly one document.`);
  }
  return {
    text: async params => (await readFile(params)).data.toString('utf8'),
    // JSON is YAML, and gets the same limits.
    json: readOne,
    yaml: readOne,
  };
}
