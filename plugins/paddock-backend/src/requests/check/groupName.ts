import type { WatchedCluster } from '../../kube/watch/cache';

/**
 * What a cluster calls a group of the catalog: as it calls the groups of people who look at it. Undefined for a group
 * that it would take for one of its own, and for what is no ref at all.
 */
export function groupNameIn(
  { identity }: Pick<WatchedCluster, 'identity'>,
  ref: string,
): string | undefined {
  const somebody = {
    userRef: 'user:default/somebody',
    groupRefs: [ref],
    email: 'somebody',
  };
  try {
    // A cluster that knows people by an annotation knows nobody without it.
    const who = identity({ ...somebody, annotations: anything });
    return who?.groups[0];
  } catch {
    return undefined;
  }
}

/** Every annotation, with a name that is nobody's. */
const anything: Readonly<Record<string, string>> = new Proxy(
  {},
  { get: () => 'somebody' },
);
