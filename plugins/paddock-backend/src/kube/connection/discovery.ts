import type { V1APIResourceList } from '@kubernetes/client-node';
import { LRUCache } from 'lru-cache';
import type { Connection } from './connection';
import { KubeError } from './errors';
import { apiPath, versionSegments } from './paths';
import type { Wire } from '../objects/wire';

/** Where the objects of one kind are found. */
export interface ResourceKind {
  group: string;
  version: string;
  plural: string;
  namespaced: boolean;
}

/** Answers undefined for a kind that the cluster does not serve. */
export type Discover = (
  apiVersion: string,
  kind: string,
) => Promise<ResourceKind | undefined>;

const KEEP_MS = 10 * 60_000;
const KEEP_MISSING_MS = 10_000;
const MAX_VERSIONS = 200;

/** Asks the API server which kinds it serves; answers are kept for ten minutes, unless a kind is missing. */
export function createDiscovery(
  connection: Pick<Connection, 'request'>,
  now = () => Date.now(),
): Discover {
  const known = new LRUCache<string, { at: number; kinds: Promise<Kinds> }>({
    max: MAX_VERSIONS,
  });

  function kindsOf(apiVersion: string, keepMs: number): Promise<Kinds> {
    const before = known.get(apiVersion);
    if (before && now() - before.at < keepMs) return before.kinds;
    const entry = { at: now(), kinds: ask(connection, apiVersion) };
    known.set(apiVersion, entry);
    entry.kinds.catch(
      () => known.peek(apiVersion) === entry && known.delete(apiVersion),
    );
    return entry.kinds;
  }

  return async (apiVersion, kind) => {
    const first = (await kindsOf(apiVersion, KEEP_MS)).get(kind);
    return first ?? (await kindsOf(apiVersion, KEEP_MISSING_MS)).get(kind);
  };
}

type Kinds = ReadonlyMap<string, ResourceKind>;

async function ask(
  connection: Pick<Connection, 'request'>,
  apiVersion: string,
): Promise<Kinds> {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  const path = apiPath(versionSegments(group, version));
  const kinds = new Map<string, ResourceKind>();
  try {
    const answer = await connection.request('GET', path);
    for (const each of (answer as Wire<V1APIResourceList>).resources ?? []) {
      const { name: plural, kind, namespaced } = each;
      // Names with a slash are subresources, like deployments/scale.
      if (!kind || !plural || plural.includes('/')) continue;
      kinds.set(kind, {
        group,
        version,
        plural,
        namespaced: namespaced === true,
      });
    }
  } catch (error) {
    if (!(error instanceof KubeError) || error.status !== 404) throw error;
  }
  return kinds;
}
