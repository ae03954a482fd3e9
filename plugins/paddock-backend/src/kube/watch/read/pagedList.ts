import type { Connection } from '../../connection/connection';
import { KubeError } from '../../connection/errors';
import type { WireObject } from './events';
import { listHead, listItems, textWithoutManagedFields } from './json';
import type { Pace } from './pace';
import { isVersion } from './versions';

export interface PagedList {
  connection: Connection;
  path: string;
  accept: string;
  /** What narrows the list down. */
  query?: Record<string, string>;
  pace: Pace;
  signal: AbortSignal;
}

const PAGE = 500;
const MAX_PAGES = 2_000;

/**
 * Hands over every object of a kind, page by page, together with the version of
 * the list, which is the same for all pages.
 *
 * @throws KubeError 410 when the list took so long that the server forgot it.
 */
export async function* pagedList(
  list: PagedList,
): AsyncGenerator<{ object: WireObject; version: string }> {
  let next: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const body = await list.connection.read('GET', list.path, {
      query: {
        ...list.query,
        limit: `${PAGE}`,
        ...(next ? { continue: next } : {}),
      },
      headers: { accept: list.accept },
      signal: list.signal,
    });
    const { version, more, objects } = openPage(body);
    for (const object of objects) {
      yield { object, version };
      if (list.pace.due()) await list.pace.rest();
    }
    if (!more) return;
    next = more;
  }
  throw new KubeError(200, 'TooLarge', {
    message: `A list of the cluster has more than ${MAX_PAGES} pages`,
  });
}

/** The version of a kind's newest list, for which the server sends at most one object. */
export async function listVersion(
  list: Omit<PagedList, 'pace'>,
): Promise<string> {
  const body = await list.connection.read('GET', list.path, {
    query: { ...list.query, limit: '1' },
    headers: { accept: list.accept },
    signal: list.signal,
  });
  return openPage(body).version;
}

interface Page {
  version: string;
  more?: string;
  objects: Iterable<WireObject>;
}

function openPage(body: Buffer): Page {
  const head = listHead(body);
  const list = JSON.parse(head ?? body.toString('utf8'));
  const version = list?.metadata?.resourceVersion;
  if (!/List$/.test(String(list?.kind)) || !isVersion(version)) {
    throw new SyntaxError('The answer is no list of Kubernetes objects');
  }
  const more = list.metadata.continue;
  return {
    version,
    ...(typeof more === 'string' && more !== '' ? { more } : {}),
    objects: head === undefined ? list.items ?? [] : objectsOf(body),
  };
}

function* objectsOf(body: Buffer): Generator<WireObject> {
  for (const item of listItems(body)) {
    yield JSON.parse(textWithoutManagedFields(item));
  }
}
