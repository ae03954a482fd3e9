import { clusterOf } from '../clusterOf';
import { type NamespaceRight, rightIn } from './namespaceRights';
import type { RequestParts } from '../parts';
import type { RequestRow } from '../store/contract';

/**
 * Whether what was asked for may be made where it is to lie, now. A namespace lies in nothing.
 *
 * @param by - catalog ref of whoever wrote what is to be made
 * @throws ServiceUnavailableError, KubeError, Unreachable, Misconfigured where the cluster cannot be asked
 */
export async function askRight(
  parts: Pick<RequestParts, 'store' | 'clusters' | 'mayWork'>,
  row: RequestRow,
  by: string,
): Promise<NamespaceRight> {
  if (row.kind === 'namespace') return { say: 'yes' };
  const { provision } = clusterOf(parts, row.cluster);
  return rightIn(parts.store, { provision }, row, () =>
    parts.mayWork({ ...row, by }),
  );
}
