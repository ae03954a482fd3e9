import type { Workload } from '@paddock/backstage-plugin-paddock-common';

/** What shows this workload in a terminal. */
export function getCommand({ kind, name, namespace }: Workload): string {
  return `kubectl -n ${namespace} get ${kind.toLowerCase()} ${name} -o wide`;
}

/** What gives a workload and its pods the label that is looked for; only for selectors of one `key=value`. */
export function labelCommand(selector: string): string | undefined {
  const [, key, value] = /^([\w./-]+)=([\w.-]+)$/.exec(selector) ?? [];
  if (!key || !value) return undefined;
  const metadata = { labels: { [key]: value } };
  const patch = { metadata, spec: { template: { metadata } } };
  return `kubectl -n NAMESPACE patch deployment NAME --patch '${JSON.stringify(
    patch,
  )}'`;
}
