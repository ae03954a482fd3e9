import type {
  V1ControllerRevision,
  V1Namespace,
  V1Node,
} from '@kubernetes/client-node';
import type { Intern } from '../intern';
import type { NamespaceRow, NodeRow } from '../rows/surroundings';
import type { RevisionRow } from '../rows/workloads';
import {
  count,
  list,
  maybe,
  ownerOf,
  rowOf,
  text,
  type Wire,
} from '../../objects/wire';

/** Whether its kubelet answers; nothing else of a node decides about what runs on it. */
export function trimNode(object: unknown, intern: Intern): NodeRow {
  const { metadata, status } = object as Wire<V1Node>;
  const ready = list(status?.conditions).find(({ type }) => type === 'Ready');
  return {
    kind: 'Node',
    ...rowOf(metadata, intern),
    ready: ready?.status === 'True',
    ...maybe('changedAt', text(ready?.lastTransitionTime)),
    ...maybe(
      'message',
      ready?.status === 'True' ? undefined : text(ready?.message),
    ),
  };
}

export function trimNamespace(object: unknown, intern: Intern): NamespaceRow {
  const { metadata, status } = object as Wire<V1Namespace>;
  return {
    kind: 'Namespace',
    ...rowOf(metadata, intern),
    remaining: list(status?.conditions).flatMap(each =>
      each.status === 'True' ? text(each.message) ?? [] : [],
    ),
  };
}

/** Of `apps/v1`: of the template itself nothing is kept. */
export function trimRevision(object: unknown, intern: Intern): RevisionRow {
  const { metadata, revision } = object as Wire<V1ControllerRevision>;
  return {
    kind: 'ControllerRevision',
    ...rowOf(metadata, intern),
    ...ownerOf(metadata?.ownerReferences, intern),
    number: count(revision),
    ...maybe('hash', text(metadata?.labels?.['controller-revision-hash'])),
  };
}
