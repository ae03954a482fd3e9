import type { RecordParts } from '../../audit/recorded';
import { clusterOf } from '../clusterOf';
import type { RequestParts } from '../parts';
import type { RequestRow } from '../store/store';
import { type NamespaceRight, rightIn } from './namespaceRights';
import { lastObserved, noteObserved } from './observedNamespace';

type Target = Pick<
  RequestRow,
  'id' | 'kind' | 'cluster' | 'namespace' | 'team'
>;

/**
 * Whether what was asked for may be made where it is to lie, now. A namespace lies in nothing.
 *
 * @param by - catalog ref of whoever wrote what is to be made
 * @throws ServiceUnavailableError, KubeError, Unreachable, Misconfigured where the cluster cannot be asked
 */
export async function askRight(
  parts: Pick<RequestParts, 'store' | 'clusters' | 'mayWork'>,
  target: Target,
  by: string,
): Promise<NamespaceRight> {
  if (target.kind === 'namespace') return { say: 'yes' };
  const { provision } = clusterOf(parts, target.cluster);
  return rightIn(parts.store, { provision }, target, () =>
    parts.mayWork({ ...target, by }),
  );
}

/** From here on, a request belongs to the namespace that is there now, and to no later one of its name. */
export async function bindTo(
  parts: RecordParts & Pick<RequestParts, 'store'>,
  target: Target,
  right: NamespaceRight,
): Promise<void> {
  if (target.kind === 'namespace' || right.say !== 'yes' || !right.uid) return;
  const known = await lastObserved(parts.store.audit, target.id);
  if (known?.uid !== right.uid) await noteObserved(parts, target, right.uid);
}
