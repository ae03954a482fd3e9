import type { WatchedKind } from '../../src/kube/watch/rowByKind';
import { createConfigRouter } from '../../src/config/routes';
import { KubeError } from '../../src/kube/connection/errors';
import { type Answers, anyDeployment, createActPortal } from './actPortal';

export const configAt = '/clusters/local/namespaces/payments';
const core = '/api/v1/namespaces/payments';
export const settingsPath = `${core}/configmaps/settings`;
export const secretValue = 'debug-value-of-nobody-else';

export const settings = (
  changes: { metadata?: object; immutable?: boolean } = {},
) => ({
  data: { level: secretValue, mode: 'fast' },
  binaryData: { logo: 'AAEC' },
  ...changes,
  metadata: {
    name: 'settings',
    uid: 'u1',
    resourceVersion: '7',
    creationTimestamp: '2026-11-20T00:00:00Z',
    managedFields: [
      {
        manager: 'paddock-config',
        operation: 'Apply',
        time: '2026-11-25T14:00:00Z',
        fieldsV1: {
          'f:data': { 'f:mode': {} },
          'f:binaryData': { 'f:logo': {} },
        },
      },
      {
        manager: 'kubectl-create',
        operation: 'Update',
        time: '2026-11-20T00:00:00Z',
        fieldsV1: { 'f:data': { 'f:level': {} } },
      },
    ],
    ...changes.metadata,
  },
});

const spec = {
  containers: [
    { name: 'api', envFrom: [{ configMapRef: { name: 'settings' } }] },
  ],
};
const pod = {
  metadata: {
    name: 'api-7d9f-1',
    labels: { app: 'api', 'pod-template-hash': '7d9f' },
    ownerReferences: [
      { kind: 'ReplicaSet', name: 'api-7d9f', controller: true },
    ],
  },
  spec,
  status: {
    phase: 'Running',
    containerStatuses: [
      {
        name: 'api',
        state: { running: { startedAt: '2026-11-25T13:00:00Z' } },
      },
    ],
  },
};
const deployment = {
  metadata: { name: 'api', uid: 'd1' },
  spec: {
    selector: { matchLabels: { app: 'api' } },
    template: {
      spec: {
        ...spec,
        volumes: [{ name: 'login', secret: { secretName: 'login' } }],
      },
    },
  },
};

/** The router of ConfigMaps before a cluster with one of them, and a Deployment that uses it. */
export function createConfigPortal(
  options: {
    found?: object | Error;
    answers?: Answers;
    may?: (verb: string) => boolean;
    rows?: Partial<Record<WatchedKind, object[]>>;
  } = {},
) {
  const { found = settings() } = options;
  const listed: Record<string, unknown> = {
    [settingsPath]: found,
    [`${core}/configmaps`]: { items: [settings()] },
    [`${core}/pods`]: { items: [pod] },
    '/apis/apps/v1/namespaces/payments/deployments': { items: [deployment] },
    '/apis/apps/v1/namespaces/payments/deployments/api': deployment,
    '/apis/apps/v1/namespaces/payments/statefulsets': { items: [] },
    '/apis/apps/v1/namespaces/payments/daemonsets': { items: [] },
    '/apis/argoproj.io/v1alpha1/namespaces/payments/rollouts': {
      items: [{ ...deployment, metadata: { name: 'canary', uid: 'r1' } }],
    },
    '/apis/batch/v1/namespaces/payments/cronjobs': { items: [] },
    '/apis/batch/v1/namespaces/payments/jobs': new KubeError(403, 'Forbidden', {
      message: 'no jobs for you',
    }),
  };
  return createActPortal({
    ...options,
    routerOf: act =>
      createConfigRouter({
        act,
        ownerOf: ({ annotations }) =>
          annotations?.['kept-by-argo'] !== undefined
            ? { tool: 'Argo CD', name: 'pay', link: 'https://argo.example/pay' }
            : undefined,
        workload: anyDeployment,
      }),
    answers: asked =>
      options.answers?.(asked) ??
      (asked.method === 'GET' ? listed[asked.path] : {}),
  });
}
