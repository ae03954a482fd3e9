import { configManager, type ConfigValue } from './bodies';
import { type ConfigChange, keptKeys } from './intent';
import type { ConfigEntry, ConfigMapDetail } from './schemas';

type Place = Pick<ConfigMapDetail, 'namespace' | 'name'>;

/** What creates the same ConfigMap in a terminal. */
export const createCommand = (
  place: Place,
  values: readonly ConfigValue[],
): string => applied(place, [], { set: values, remove: [] });

/** What makes the same change in a terminal. Values that others keep are left to them. */
export const applyCommand = (
  detail: Place & Pick<ConfigMapDetail, 'entries'>,
  change: ConfigChange,
): string => applied(detail, detail.entries, change);

/** A manifest, which JSON is too, of all that our field manager keeps. What is no text stands for itself. */
function applied(
  { namespace, name }: Place,
  entries: readonly ConfigEntry[],
  change: ConfigChange,
): string {
  const kept = new Set(keptKeys(entries, change));
  const values = [
    ...entries.filter(({ key }) => kept.has(key)),
    ...change.set.map(each => ({
      key: each.key,
      text: each.as === 'text' ? each.text : undefined,
    })),
  ];
  const data = values.flatMap(({ key, text }) =>
    text === undefined ? [] : [[key, text] as const],
  );
  const bytes = values.flatMap(({ key, text }) =>
    text === undefined ? [[key, 'BASE64'] as const] : [],
  );
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: name || 'NAME', namespace },
    data: Object.fromEntries(data),
    ...(bytes.length > 0 && { binaryData: Object.fromEntries(bytes) }),
  };
  return [
    `kubectl apply --server-side --field-manager=${configManager} -f - <<'EOF'`,
    JSON.stringify(manifest, undefined, 2),
    'EOF',
  ].join('\n');
}

export const deleteCommand = ({
  namespace,
  name,
}: {
  namespace: string;
  name: string;
}) => `kubectl -n ${namespace} delete configmap ${name}`;
