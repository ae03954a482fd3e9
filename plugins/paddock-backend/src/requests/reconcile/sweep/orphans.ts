import { createHash } from 'node:crypto';
import type { Orphan } from './sweep';

/** Told of in one sweep, at most; the next one goes on. */
const mostAtOnce = 20;

/** Orphans that are told of in one line. */
export interface OrphanGroup {
  /** SHA-256, in hex. */
  key: string;
  objects: Orphan[];
}

/**
 * Which lines a sweep writes of what nobody stands for. A label says what anybody wrote there who may make objects in
 * that namespace: all of one namespace are one line, whatever their names and however often they come back. What is of
 * no namespace is made by few, and has a line of its own. Pure.
 */
export function groupOrphans(orphans: readonly Orphan[]): OrphanGroup[] {
  const groups = new Map<string, Orphan[]>();
  for (const orphan of orphans) {
    const { cluster = '', namespace } = orphan.detail;
    const of = namespace === undefined ? orphan.what : '';
    const key = JSON.stringify([cluster, namespace ?? null, of]);
    groups.set(key, [...(groups.get(key) ?? []), orphan]);
  }
  return [...groups].map(([key, objects]) => ({
    key: createHash('sha256').update(key).digest('hex'),
    objects,
  }));
}

/** The ones that are told of now. */
export const nextOf = (
  groups: readonly OrphanGroup[],
  known: ReadonlySet<string>,
): OrphanGroup[] =>
  groups.filter(({ key }) => !known.has(key)).slice(0, mostAtOnce);
