import { configManager, type ConfigValue } from './bodies';
import type { ConfigMapDetail } from './model';

/** A value that a shell takes as it is. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Longer ones, and those of several lines, are better kept in a file. */
const isShort = (text: string) => text.length <= 200 && !text.includes('\n');

/** What creates the same ConfigMap in a terminal. */
export function createCommand(
  { namespace, name }: { namespace: string; name: string },
  values: readonly ConfigValue[],
): string {
  const options = values.map(each =>
    each.as === 'text' && isShort(each.text)
      ? `--from-literal=${each.key}=${quoted(each.text)}`
      : `--from-file=${each.key}`,
  );
  return [
    `kubectl -n ${namespace} create configmap ${name || 'NAME'}`,
    ...options,
  ].join(' \\\n  ');
}

/** What the portal's field manager says of a ConfigMap once this change is made. Values that others keep are left to them. */
export function configIntent(
  { entries }: Pick<ConfigMapDetail, 'entries'>,
  { set, remove }: { set: readonly ConfigValue[]; remove: readonly string[] },
): { data: Record<string, string>; unread: string[] } {
  const texts = new Map<string, string>();
  const unread: string[] = [];
  const touched = new Set([...remove, ...set.map(({ key }) => key)]);
  for (const { key, text, ours } of entries) {
    if (!ours || touched.has(key)) continue;
    if (text === undefined) unread.push(key);
    else texts.set(key, text);
  }
  for (const each of set) {
    if (each.as === 'text') texts.set(each.key, each.text);
    else unread.push(each.key);
  }
  return { data: Object.fromEntries(texts), unread };
}

/** What makes the same change in a terminal: a manifest, which JSON is too. */
export function applyCommand(
  detail: ConfigMapDetail,
  change: { set: readonly ConfigValue[]; remove: readonly string[] },
): string {
  const { name, namespace } = detail;
  const { data, unread } = configIntent(detail, change);
  const manifest = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace },
    data,
    ...(unread.length > 0 && {
      binaryData: Object.fromEntries(unread.map(key => [key, 'BASE64'])),
    }),
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
