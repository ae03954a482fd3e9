import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import type {
  EventRow,
  NamespaceRow,
  NodeRow,
  Row,
} from '../../src/kube/watch/rows';
import { projectWorkload } from '../../src/workloads/project/project';
import type { Members, WorkloadRow } from '../../src/workloads/rows';
import { trim } from '../situations';

export const now = Date.parse('2026-11-23T08:10:00Z');

/** So many seconds ago, as Kubernetes writes it. */
export const ago = (seconds: number) =>
  new Date(now - 1000 * seconds).toISOString().replace('.000', '');

/** An object as the API server would send it. */
export interface Wire {
  kind: string;
  metadata: Record<string, unknown>;
  [part: string]: unknown;
}

let made = 0;

export function object(
  kind: string,
  name: string,
  rest: Record<string, unknown> & { metadata?: object } = {},
): Wire {
  made += 1;
  const { metadata, ...parts } = rest;
  return {
    kind,
    metadata: {
      name,
      namespace: 'payments',
      uid: `${kind}-${name}`,
      resourceVersion: `${made}`,
      creationTimestamp: ago(3600),
      generation: 1,
      ...metadata,
    },
    ...parts,
  };
}

export const ownedBy = (kind: string, name: string) => ({
  ownerReferences: [{ kind, name, uid: `${kind}-${name}`, controller: true }],
});

type State = Record<string, unknown>;

export const running = { running: { startedAt: ago(600) } };
export const waiting = (reason: string, message = '') => ({
  waiting: { reason, message },
});
export const ended = (exitCode: number, rest: State = {}) => ({
  terminated: {
    exitCode,
    reason: exitCode === 0 ? 'Completed' : 'Error',
    finishedAt: ago(20),
    ...rest,
  },
});

interface PodGiven {
  owner: [kind: string, name: string];
  hash?: string;
  age?: number;
  ready?: boolean;
  /** Seconds since Ready changed. */
  since?: number;
  state?: State;
  last?: State;
  restarts?: number;
  metadata?: object;
  spec?: object;
  status?: object;
}

/** A pod with one container, `app`. */
export function pod(name: string, given: PodGiven): Wire {
  const {
    owner,
    hash = 'a',
    age = 600,
    ready = false,
    state = running,
  } = given;
  const [kind] = owner;
  const label =
    kind === 'ReplicaSet' ? 'pod-template-hash' : 'controller-revision-hash';
  return object('Pod', name, {
    metadata: {
      ...ownedBy(...owner),
      labels: { [label]: hash },
      creationTimestamp: ago(age),
      ...given.metadata,
    },
    spec: {
      nodeName: 'sim-01',
      containers: [{ name: 'app', image: 'registry.example/app:1' }],
      ...given.spec,
    },
    status: {
      phase: 'Running',
      conditions: [
        { type: 'PodScheduled', status: 'True' },
        { type: 'Initialized', status: 'True' },
        {
          type: 'Ready',
          status: ready ? 'True' : 'False',
          lastTransitionTime: ago(given.since ?? age),
        },
      ],
      containerStatuses: [
        {
          name: 'app',
          ready,
          started: true,
          restartCount: given.restarts ?? 0,
          state,
          ...(given.last ? { lastState: given.last } : {}),
        },
      ],
      ...given.status,
    },
  });
}

export const warning = (
  about: [kind: string, name: string],
  reason: string,
  message: string,
  { seconds = 30, count = 1 } = {},
): Wire =>
  object('Event', `${about[1]}.${reason}`, {
    involvedObject: {
      kind: about[0],
      name: about[1],
      uid: `${about[0]}-${about[1]}`,
    },
    type: 'Warning',
    reason,
    message,
    count,
    firstTimestamp: ago(seconds + 60),
    lastTimestamp: ago(seconds),
    source: { component: 'test' },
  });

/** How a workload is told of, made of these objects: the first is the workload. */
export function diagnosed(
  objects: Wire[],
  more: Partial<Members> = {},
): Workload {
  const [row, ...rest] = trim(objects) as Array<Row & { kind: string }>;
  const of = <R>(kind: string) =>
    rest.filter(each => each.kind === kind) as unknown as R[];
  const nodes = of<NodeRow>('Node');
  const [namespace] = of<NamespaceRow>('Namespace');
  const members: Members = {
    sets: of('ReplicaSet'),
    jobs: of('Job'),
    pods: of('Pod'),
    revisions: of('ControllerRevision'),
    events: of<EventRow>('Event').map(({ event }) => event),
    ...(nodes.length > 0
      ? { nodes: new Map(nodes.map(node => [node.name, node])) }
      : {}),
    ...(namespace ? { namespace } : {}),
    ...more,
  };
  return projectWorkload(row as unknown as WorkloadRow, members, {
    cluster: 'prod-1',
    now,
  });
}
