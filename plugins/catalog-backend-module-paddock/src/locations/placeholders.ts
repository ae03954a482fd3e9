import { InputError } from '@backstage/errors';
import {
  processingResult,
  type PlaceholderResolver,
  type PlaceholderResolverParams,
} from '@backstage/plugin-catalog-node';
import {
  defaultLimits,
  parseYaml,
} from '@paddock/backstage-plugin-paddock-node';
import type { JsonValue } from '@backstage/types';
import parseGitUrl from 'git-url-parse';

/** API descriptions have many keys. */
const items = 2.5 * defaultLimits.items;

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

async function readFile(params: PlaceholderResolverParams, bytes: number) {
  const url = addressOf(params);
  const data = await params.read(url);
  params.emit(processingResult.refresh(`url:${url}`));
  const what = `The file ${url.slice(0, 300)} of $${params.key}`;
  if (data.length > bytes) {
    throw new InputError(
      `${what} is larger than ${bytes / 1024} KiB. Make it shorter.`,
    );
  }
  return { data, what };
}

/**
 * What `$text`, `$json` and `$yaml` mean in an entity, in place of the catalog's own, which read files of any size and
 * YAML on the event loop.
 */
export function createPlaceholders(
  bytesPerFile: number,
): Record<'text' | 'json' | 'yaml', PlaceholderResolver> {
  async function readOne(params: PlaceholderResolverParams) {
    const { data, what } = await readFile(params, bytesPerFile);
    const limits = { bytes: bytesPerFile, items, documents: 1 };
    const documents = await parseYaml(data, { what, limits });
    if (documents.length === 1) return documents[0] as JsonValue;
    throw new InputError(`${what} is empty. It needs exactly one document.`);
  }
  return {
    async text(params) {
      const { data } = await readFile(params, bytesPerFile);
      return data.toString('utf8');
    },
    // JSON is YAML, and gets the same limits.
    json: readOne,
    yaml: readOne,
  };
}
