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

/**
 * What is known of a ConfigMap without reading its values. The time of a field manager is that of its last change of
 * anything that it keeps: a value may be older than that, and is never newer.
 */
export function factsOf(metadata: MetadataObject): ConfigFacts {
  const times = [...dataEntries(metadata)].flatMap(({ time }) => time ?? []);
  const changedAt =
    times.sort().at(-1) ??
    // One without data was changed last when it was made; of one whose managers were taken out nothing is known.
    ((metadata.managedFields ?? []).length > 0
      ? metadata.creationTimestamp
      : undefined);
  return {
    createdAt: metadata.creationTimestamp ?? '',
    ...(changedAt ? { changedAt } : {}),
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
    for (const key of fields.flatMap(each => Object.keys(each ?? {}))) {
      if (!key.startsWith('f:')) continue;
      const known = keepers.get(key.slice(2)) ?? { ours: false, keptBy: [] };
      if (isOurs) known.ours = true;
      else known.keptBy.push(manager);
      keepers.set(key.slice(2), known);
    }
  }
  return keepers;
}
