import type { RequestOptions } from './call';
import type { Connection } from './connection';
import { KubeError } from './errors';

const PAGE = '500';
const MAX_PAGES = 20;

type Asking = Pick<
  RequestOptions,
  'as' | 'headers' | 'query' | 'signal' | 'timeoutMs'
>;

/**
 * All pages of a list, read once; of at most 10,000 objects.
 *
 * @throws KubeError also for a longer list, Unreachable
 */
export async function readList<Item>(
  connection: Pick<Connection, 'request'>,
  path: string,
  asking: Asking = {},
): Promise<Item[]> {
  const found: Item[] = [];
  let more = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = (await connection.request('GET', path, {
      ...asking,
      query: {
        ...asking.query,
        limit: PAGE,
        ...(more ? { continue: more } : {}),
      },
    })) as { metadata?: { continue?: string }; items?: Item[] };
    if (!Array.isArray(answer?.items)) throw notAList(path);
    found.push(...answer.items);
    more = answer.metadata?.continue ?? '';
    if (!more) return found;
  }
  throw new KubeError(200, 'TooLarge', {
    message: `The list ${path} has more than ${MAX_PAGES} pages`,
  });
}

const notAList = (path: string) =>
  new KubeError(200, 'NotKubernetes', {
    message: `The cluster answers ${path} with something that is no list`,
  });
