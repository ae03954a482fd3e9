import { createHash } from 'node:crypto';
import type { Intern } from './intern';
import { apiPath, versionSegments } from '../connection/paths';
import { type ReflectorParts, startReflector } from './reflect';
import type { Row } from './rows';
import { type Meta, rowOf, text } from '../objects/wire';
import { createWatchCache } from './watchCache';
import type { WatchedObjects } from './watched';

/** An object that carries a mark: no more is kept of it than whose it is, and what it takes to notice a change. */
interface MarkedRow extends Row {
  mark: string;
  /** Of everything that is somebody's to say of it; a status is the cluster's. */
  sum: string;
}

/** Kinds of which every cluster has few, and of which those with a mark are watched. */
const kinds: Array<[kind: string, group: string, plural: string]> = [
  ['Namespace', '', 'namespaces'],
  ['LimitRange', '', 'limitranges'],
  ['ResourceQuota', '', 'resourcequotas'],
  ['ServiceAccount', '', 'serviceaccounts'],
  ['ConfigMap', '', 'configmaps'],
  ['PersistentVolumeClaim', '', 'persistentvolumeclaims'],
  ['NetworkPolicy', 'networking.k8s.io', 'networkpolicies'],
  ['RoleBinding', 'rbac.authorization.k8s.io', 'rolebindings'],
];
export const markedKindCount = kinds.length;

function trimMarked(label: string) {
  return (object: unknown, intern: Intern): MarkedRow => {
    // Objects in a list do not say what they are.
    const { apiVersion, kind, metadata, status, ...rest } = object as {
      apiVersion?: unknown;
      kind?: unknown;
      metadata?: Meta & { annotations?: unknown };
      status?: unknown;
    };
    const { labels, annotations } = metadata ?? {};
    const substance = JSON.stringify([labels, annotations, rest]);
    return {
      ...rowOf(metadata, intern),
      mark: text(labels?.[label]) ?? '',
      sum: createHash('sha1').update(substance).digest('base64'),
    };
  };
}

/**
 * Tells of each object with this label that is changed or gone, by the value of its label; what is new is nobody's news.
 * Where the portal may not watch a kind, nothing is told of it.
 */
export function followMarked(
  parts: ReflectorParts,
  label: string,
  onChange: (mark: string) => void,
): () => void {
  const report = (error: unknown) =>
    parts.logger.warn(`A change was not taken in: ${error}`);
  const reflectors = kinds.map(([kind, group, plural]) => {
    const cache = createWatchCache<MarkedRow>(report);
    cache.subscribe(({ before, now }) => {
      if (before?.mark && before.sum !== now?.sum) onChange(before.mark);
    });
    const watched: WatchedObjects<MarkedRow> = {
      kind,
      path: apiPath([...versionSegments(group, 'v1'), plural]),
      query: { labelSelector: label },
      metadataOnly: false,
      optional: true,
      trim: trimMarked(label),
    };
    return startReflector(parts, watched, cache);
  });
  return () => reflectors.forEach(each => each.stop());
}
