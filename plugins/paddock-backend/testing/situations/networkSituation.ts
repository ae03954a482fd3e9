import type { WorkloadNetwork } from '@paddock/backstage-plugin-paddock-common';
import type { PodObject, WorkloadObject } from '../../src/kube/objects/objects';
import { projectNetwork } from '../../src/network/project';
import type { SeenNetwork } from '../../src/network/read';
import type { NetworkSettings } from '../../src/network/settings';

export const labels = { app: 'api' };
const workload: WorkloadObject = {
  metadata: { labels: { 'backstage.io/kubernetes-id': 'payments-api' } },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        containers: [
          { name: 'api', ports: [{ name: 'http', containerPort: 8080 }] },
        ],
      },
    },
  },
};

export const pod = (
  ready: boolean,
  changes: PodObject['status'] = {},
): PodObject => ({
  metadata: { name: 'api-1', labels },
  status: {
    phase: 'Running',
    hostIP: '10.0.0.7',
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
    ...changes,
  },
});
export const service = (spec: object = {}, name = 'api') => ({
  metadata: { name },
  spec: {
    type: 'NodePort',
    clusterIP: '10.96.0.10',
    selector: labels,
    ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30080 }],
    ...spec,
  },
});
export const slice = (...ready: boolean[]) => ({
  metadata: { name: 's', labels: { 'kubernetes.io/service-name': 'api' } },
  addressType: 'IPv4',
  endpoints: ready.map((is, at) => ({
    addresses: [`10.1.0.${at}`],
    conditions: { ready: is },
    targetRef: { kind: 'Pod', name: `api-${at}` },
  })),
});
export const policy = (ingress: object[], selector: object = {}) => ({
  metadata: { name: 'guard' },
  spec: { podSelector: selector, policyTypes: ['Ingress'], ingress },
});
export const ingress = (
  port: object,
  tls: object[] = [{ hosts: ['api.example.com'] }],
) => ({
  metadata: { name: 'web' },
  spec: {
    tls,
    rules: [
      {
        host: 'api.example.com',
        http: {
          paths: [
            { path: '/v1', backend: { service: { name: 'api', port } } },
            {
              path: '/other',
              backend: { service: { name: 'others', port: { number: 1 } } },
            },
          ],
        },
      },
    ],
  },
});

export const parents = (...each: Array<Record<string, string>>) => ({
  parents: each.map(conditions => ({
    conditions: Object.entries(conditions).map(([type, status]) => ({
      type,
      status,
      reason: `${type}Reason`,
      message: 'no listener allows it',
    })),
  })),
});

const usual: SeenNetwork = {
  pods: [pod(true)],
  services: [service()],
  slices: [slice(true)],
  unread: [],
};
export const unknown: NetworkSettings = {
  domain: 'cluster.local',
  policiesAre: 'unknown',
};

export const project = (
  seen: Partial<SeenNetwork> = {},
  settings = unknown,
): WorkloadNetwork =>
  projectNetwork(
    { namespace: 'payments', name: 'api', workload },
    { ...usual, ...seen },
    settings,
  );
