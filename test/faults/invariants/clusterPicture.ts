import type { KubeApi } from '../../../packages/local/src/cluster/api.ts';

/** An object that says that a request of the portal has made it. */
export interface MarkedObject {
  kind: string;
  /** Empty for what lies in no namespace. */
  namespace: string;
  name: string;
  uid: string;
  version: string;
  requestId: string;
  /** Milliseconds since 1970, cut off to seconds by the cluster. */
  createdAt: number;
  team: string | undefined;
  /** Of a quota. */
  hard: Record<string, string>;
}

const label = 'paddock.internal/request';

/** Where each kind that the portal can make is listed. */
const lists = {
  Namespace: '/api/v1/namespaces',
  LimitRange: '/api/v1/limitranges',
  ResourceQuota: '/api/v1/resourcequotas',
  ServiceAccount: '/api/v1/serviceaccounts',
  ConfigMap: '/api/v1/configmaps',
  PersistentVolumeClaim: '/api/v1/persistentvolumeclaims',
  NetworkPolicy: '/apis/networking.k8s.io/v1/networkpolicies',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/rolebindings',
} as const;

interface Listed {
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    resourceVersion: string;
    labels: Record<string, string>;
    creationTimestamp: string;
  };
  spec?: { hard?: Record<string, string> };
}

/** Every object of the cluster with the mark, wherever it lies. */
export async function objectsWithMark(api: KubeApi): Promise<MarkedObject[]> {
  const found = await Promise.all(
    Object.entries(lists).map(async ([kind, path]) => {
      const { items } = await api.get<{ items: Listed[] }>(
        `${path}?labelSelector=${encodeURIComponent(label)}`,
      );
      return items.map(item => markedOf(kind, item));
    }),
  );
  return found.flat();
}

const markedOf = (kind: string, { metadata, spec }: Listed): MarkedObject => ({
  kind,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
  uid: metadata.uid,
  version: metadata.resourceVersion,
  requestId: metadata.labels[label] ?? '',
  createdAt: Date.parse(metadata.creationTimestamp),
  team: metadata.labels['paddock.internal/team'],
  hard: spec?.hard ?? {},
});
