import type { RequestLine } from '@paddock/backstage-plugin-paddock-common';
import type { RequestRow } from '../store/store';

/** What is told of a row: nothing of how the work on it is organised. */
export function lineOf(line: RequestRow): RequestLine {
  return {
    id: line.id,
    kind: line.kind,
    cluster: line.cluster,
    namespace: line.namespace,
    name: line.name,
    team: line.team,
    ...(line.component && { component: line.component }),
    state: line.state,
    revision: line.revision,
    ...(line.approvedRevision && { approvedRevision: line.approvedRevision }),
    requestedBy: line.requestedBy,
    createdAt: line.createdAt,
    updatedAt: line.updatedAt,
    ...(line.expiresAt && { expiresAt: line.expiresAt }),
    ...(line.waitsFor && { waitsFor: line.waitsFor }),
    ...(line.attention && { attention: line.attention }),
    ...(line.offer && { offer: line.offer }),
  };
}
