import type { Connection } from '../connection/connection';
import type { Discover } from '../connection/discovery';
import { isStatus, KubeError } from '../connection/errors';
import { apiPath } from '../connection/paths';
import { kindSegments, objectPath } from './objectPath';
import type { Act, ObjectRef, Present, Provision } from './provision';
import { presentOf } from './provisionAnswers';

export interface ReadParts {
  connection: Pick<Connection, 'request'>;
  discover: Discover;
}

export async function getPresent(
  { connection, discover }: ReadParts,
  ref: ObjectRef,
  act?: Act,
): Promise<Present | undefined> {
  const path = await objectPath(discover, ref);
  try {
    return presentOf(await connection.request('GET', path, act), ref);
  } catch (error) {
    if (isStatus(error, 404)) return undefined;
    throw error;
  }
}

const PAGE = '500';
const MAX_PAGES = 200;

export async function listPresent(
  { connection, discover }: ReadParts,
  of: Pick<ObjectRef, 'apiVersion' | 'kind'> & Parameters<Provision['list']>[1],
  act?: Act,
): Promise<Present[] | undefined> {
  const served = await discover(of.apiVersion, of.kind);
  if (!served) return undefined;
  const path = apiPath(kindSegments(served, of.namespace));
  const found: Present[] = [];
  let more = '';
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const query = {
      labelSelector: of.labelSelector,
      limit: PAGE,
      ...(more ? { continue: more } : {}),
    };
    const answer = (await connection.request('GET', path, {
      query,
      ...act,
    })) as { metadata?: { continue?: string }; items?: unknown[] };
    found.push(...(answer.items ?? []).map(item => presentOf(item, of)));
    more = answer.metadata?.continue ?? '';
    if (!more) return found;
  }
  throw new KubeError(200, 'TooLarge', {
    message: `A list of the cluster has more than ${MAX_PAGES} pages`,
  });
}
