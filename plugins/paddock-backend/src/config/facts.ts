import {
  configManager,
  type ConfigFacts,
} from '@paddock/backstage-plugin-paddock-common';
import type { MetadataObject } from '../kube/objects/objects';

interface FieldSet {
  'f:data'?: object;
  'f:binaryData'?: object;
  'f:metadata'?: object;
}

/** kubectl keeps what it applied last: that is no field of its own. */
const LAST_APPLIED = 'f:kubectl.kubernetes.io/last-applied-configuration';

/** Does a manager keep labels, annotations or anything else beside the data? Its time may then be that of a change of those. */
function keepsMore(set: FieldSet): boolean {
  const annotations = (set['f:metadata'] as { 'f:annotations'?: object })?.[
    'f:annotations'
  ];
  const others = { ...set['f:metadata'], 'f:annotations': undefined };
  return (
    Object.keys(set).some(
      key => !['f:data', 'f:binaryData', 'f:metadata'].includes(key),
    ) ||
    Object.values(others).some(each => each !== undefined) ||
    Object.keys(annotations ?? {}).some(
      key => key !== '.' && key !== LAST_APPLIED,
    )
  );
}

/** Who has set which of the keys, and when, as the API server keeps it. */
function* dataEntries({ managedFields }: MetadataObject) {
  for (const { manager, operation, time, fieldsV1 } of managedFields ?? []) {
    const set = (fieldsV1 ?? {}) as FieldSet;
    const fields = [set['f:data'], set['f:binaryData']];
    const isOfData = fields.some(each => each !== undefined);
    if (!isOfData) continue;
    const more = keepsMore(set);
    yield { manager: manager ?? '', operation, time, fields, more };
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

/**
 * The last change that counts as one of these values, as far as the cluster tells; undefined where no time tells that. ISO
 * 8601. A field manager has one time for all that it keeps, so it counts only where it keeps nothing but these. The
 * portal's own edits count for all keys that it keeps: whoever edits here is told which pods to restart.
 */
export function surelyChangedAt(
  metadata: MetadataObject,
  keys?: ReadonlySet<string>,
): string | undefined {
  return [...dataEntries(metadata)]
    .filter(({ more }) => !more)
    .filter(entry => {
      if (!keys) return true;
      const kept = keysIn(entry.fields);
      return isOurs(entry)
        ? kept.some(key => keys.has(key))
        : kept.every(key => keys.has(key));
    })
    .flatMap(({ time }) => time ?? [])
    .sort()
    .at(-1);
}

const isOurs = ({
  manager,
  operation,
}: {
  manager: string;
  operation?: string | null;
}) => manager === configManager && operation === 'Apply';

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
  for (const entry of dataEntries(metadata)) {
    const { manager, fields } = entry;
    for (const key of keysIn(fields)) {
      const known = keepers.get(key) ?? { ours: false, keptBy: [] };
      if (isOurs(entry)) known.ours = true;
      else if (!known.keptBy.includes(manager)) known.keptBy.push(manager);
      keepers.set(key, known);
    }
  }
  return keepers;
}
