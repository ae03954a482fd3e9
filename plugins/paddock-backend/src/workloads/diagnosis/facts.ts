import type {
  Given,
  ObjectEvent,
  RestsOn,
} from '@paddock/backstage-plugin-paddock-common';
import type { PodRow } from '../../kube/watch/rows';
import type { NamespaceRow, NodeRow } from '../../kube/watch/rows/surroundings';
import type { Members, WorkloadRow } from '../rows';

/** All that a diagnosis is made of. Nothing in it is asked for while it is made. */
export interface Facts {
  row: WorkloadRow;
  /** All pods of the workload, those that are being deleted too. */
  pods: readonly PodRow[];
  /** Warnings of the last hour about it, what it owns and what its pods wait for; the latest first. */
  events: readonly ObjectEvent[];
  /** By name; undefined where nodes are not known. */
  nodes?: { get(name: string): NodeRow | undefined };
  namespace?: NamespaceRow;
  /** What the cluster does not let the portal see. */
  unseen: readonly RestsOn[];
  keepsRunning: boolean;
  given: Given;
  /** Milliseconds since 1970. */
  now: number;
}

/** Events that are older say nothing of now. */
const eventsMs = 3_600_000;

export function factsOf(
  row: WorkloadRow,
  members: Members,
  about: Pick<Facts, 'keepsRunning' | 'given' | 'now'>,
): Facts {
  const { pods, events = [], nodes, namespace, unseen = [] } = members;
  const oldest = about.now - eventsMs;
  return {
    row,
    pods,
    unseen,
    events: events
      .filter(({ lastAt }) => !(Date.parse(lastAt) < oldest))
      .sort((a, b) => b.lastAt.localeCompare(a.lastAt)),
    ...(nodes ? { nodes } : {}),
    ...(namespace ? { namespace } : {}),
    ...about,
  };
}
