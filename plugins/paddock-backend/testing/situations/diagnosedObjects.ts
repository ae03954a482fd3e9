import type { Workload } from '@paddock/backstage-plugin-paddock-common';
import { ago, type diagnosed, object, ownedBy, pod } from './diagnosing';

export type Objects = Parameters<typeof diagnosed>[0];

export const condition = (reason: string, status = 'True') => ({
  type: 'Progressing',
  status,
  reason,
});

export function deployment(
  name: string,
  replicas: number,
  status: object = {},
  { spec = {}, metadata = {} }: { spec?: object; metadata?: object } = {},
) {
  return object('Deployment', name, {
    metadata: {
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ...metadata,
    },
    spec: {
      replicas,
      template: { spec: { containers: [{ image: 'registry.example/app:1' }] } },
      ...spec,
    },
    status: {
      observedGeneration: 1,
      conditions: [condition('NewReplicaSetAvailable')],
      replicas,
      updatedReplicas: replicas,
      ...status,
    },
  });
}

export const setOf = (name: string, replicas: number, more: object = {}) =>
  object('ReplicaSet', `${name}-a`, {
    metadata: {
      ...ownedBy('Deployment', name),
      labels: { 'pod-template-hash': 'a' },
      annotations: { 'deployment.kubernetes.io/revision': '1' },
    },
    spec: { replicas },
    status: { replicas, ...more },
  });

export const rolling = { conditions: [condition('ReplicaSetUpdated')] };

export function statefulSet(
  name: string,
  replicas: number,
  status: object = {},
  spec: object = {},
) {
  return object('StatefulSet', name, {
    spec: { replicas, ...spec },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      currentRevision: 'a',
      updateRevision: 'a',
      ...status,
    },
  });
}

export const ofSet = (name: string): ['ReplicaSet', string] => [
  'ReplicaSet',
  `${name}-a`,
];
export const ofSts = (name: string): ['StatefulSet', string] => [
  'StatefulSet',
  name,
];
export const ready = { ready: true };

export function one(
  podGiven: Partial<Parameters<typeof pod>[1]>,
  events: Objects = [],
) {
  return [
    deployment('api', 1, rolling),
    setOf('api', 1),
    pod('api-a-1', { owner: ofSet('api'), age: 60, ...podGiven }),
    ...events,
  ];
}

export const terminating = (finalizers?: string[], seconds = 600) => ({
  deletionTimestamp: ago(seconds),
  deletionGracePeriodSeconds: 30,
  ...(finalizers ? { finalizers } : {}),
});

export const refusedWords =
  'pods "refused-" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "app" must set securityContext.allowPrivilegeEscalation=false), runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true)';

export interface Expected {
  state: Workload['rollout']['state'];
  line: RegExp;
  advice?: RegExp | null;
}

/** What it is, the objects, and what is told of them. */
export type Situation = [what: string, objects: Objects, expected: Expected];
