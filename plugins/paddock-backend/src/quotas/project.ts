import type {
  NamespaceQuota,
  QuotaLine,
} from '@paddock/backstage-plugin-paddock-common';
import type { QuotaRow } from '../kube/watch/rows/scaling';

/**
 * The columns REQUEST and LIMIT of `kubectl get resourcequota`, by the rules of its printer (`printResourceQuota` in
 * kubernetes/pkg/printers/internalversion/printers.go). Pure.
 */
export function projectQuota({
  name,
  hard,
  used,
  scopes,
}: QuotaRow): NamespaceQuota {
  const lines = Object.keys(hard)
    .sort()
    .map((resource): QuotaLine => {
      const most = hard[resource] ?? '0';
      return { resource, used: used[resource] ?? '0', hard: most };
    });
  const isLimit = ({ resource }: QuotaLine) => resource.startsWith('limits.');
  return {
    name,
    scopes,
    requests: lines.filter(line => !isLimit(line)),
    limits: lines.filter(isLimit),
  };
}
