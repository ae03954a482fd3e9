import type { FakeObject } from './fakeStore';

/** A pod as the API server sends it, managedFields included. */
export function podObject(name: string, over: object = {}): FakeObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'payments',
      labels: { app: 'api', 'backstage.io/kubernetes-id': 'payments-api' },
      managedFields: [
        {
          manager: 'kubelet',
          fieldsV1: { 'f:status': { 'k:{"type":"Ready"}': {} } },
        },
      ],
    },
    spec: { containers: [{ name: 'app', image: 'registry/api:1' }] },
    status: { phase: 'Running' },
    ...over,
  };
}
