import {
  configManager,
  type ConfigFacts,
} from '@paddock/backstage-plugin-paddock-common';
import type { MetadataObject } from '../kube/objects';

interface FieldSet {
  'f:data'?: object;
  'f:binaryData'?: object;
}

/** Who has set which of the keys, and when, as the API server keeps it. */
function* dataEntries({ managedFields }: MetadataObject) {
  for (const { manager, operation, time, fieldsV1 } of managedFields ?? []) {
    const set = (fieldsV1 ?? {}) as FieldSet;
    const fields = [set['f:data'], set['f:binaryData']];
    const isOfData = fields.some(each => each !== undefined);
    if (isOfData) yield { manager: manager ?? '', operation, time, fields };
  }
}

const keysIn = (fields: Array<object | undefined>): string[] =>
  fields
    .flatMap(each => Object.keys(each ?? {}))
    .flatMap(key => (key.startsWith('f:') ? key.slice(2) : []));

/**
 * When the data, or these keys of it, were changed last; undefined where the cluster has not kept that. ISO 8601. The time of a
 * field manager is that of its last change of anything that it keeps, so a value may be older. Only a key that was taken
 * out by an update leaves no time at all.
 */
export function changedAt(
  metadata: MetadataObject,
  keys?: ReadonlySet<string>,
): string | undefined {
  const times = [...dataEntries(metadata)]
    .filter(({ fields }) => !keys || keysIn(fields).some(key => keys.has(key)))
    .flatMap(({ time }) => time ?? []);
  if (keys && times.length === 0) return changedAt(metadata);
  return (
    times.sort().at(-1) ??
    // One without data was changed last when it was made; of one whose managers were taken out nothing is known.
    ((metadata.managedFields ?? []).length > 0
      ? metadata.creationTimestamp ?? undefined
      : undefined)
  );
}

/** What is known of a ConfigMap without reading its values. */
export function factsOf(metadata: MetadataObject): ConfigFacts {
  const changed = changedAt(metadata);
  return {
    createdAt: metadata.creationTimestamp ?? '',
    ...(changed ? { changedAt: changed } : {}),
  };
}

export interface KeyKeepers {
  ours: boolean;
  keptBy: string[];
}

/** By key: has our own field manager set it, and who else has? */
export function keepersOf(metadata: MetadataObject): Map<string, KeyKeepers> {
  const keepers = new Map<string, KeyKeepers>();
  for (const { manager, operation, fields } of dataEntries(metadata)) {
    const isOurs = manager === configManager && operation === 'Apply';
    for (const key of keysIn(fields)) {
      const known = keepers.get(key) ?? { ours: false, keptBy: [] };
      if (isOurs) known.ours = true;
      else if (!known.keptBy.includes(manager)) known.keptBy.push(manager);
      keepers.set(key, known);
    }
  }
  return keepers;
}
