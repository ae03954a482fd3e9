import type { ConfigValue } from './bodies';
import type { ConfigEntry } from './schemas';

/** What becomes of what was seen. */
export interface ConfigChange {
  set: readonly ConfigValue[];
  remove: readonly string[];
}

/** The keys that our field manager goes on to keep, with the values that they have. */
export function keptKeys(
  entries: readonly Pick<ConfigEntry, 'key' | 'ours'>[],
  { set, remove }: ConfigChange,
): string[] {
  const touched = new Set([...remove, ...set.map(({ key }) => key)]);
  return entries.flatMap(({ key, ours }) =>
    ours && !touched.has(key) ? key : [],
  );
}
