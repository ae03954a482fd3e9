import {
  type BackstageCredentials,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  AuthenticationStrategy,
  KubernetesClustersSupplier,
} from '@backstage/plugin-kubernetes-node';

/** What plugin-kubernetes knows of clusters and of the portal's own credentials for them. */
export interface SharedClusters {
  clusterSupplier: KubernetesClustersSupplier;
  authStrategy: AuthenticationStrategy;
}

/** One kind in one namespace of one cluster. */
export interface Listing {
  cluster: string;
  /** API group, empty for core. */
  group: string;
  /** Plural, as in `kubectl auth can-i list`. */
  resource: string;
  /** Undefined for cluster-scoped objects. */
  namespace?: string;
}

/** May the person behind these credentials list that, by the cluster's own RBAC? */
export type MayList = (
  credentials: BackstageCredentials,
  listing: Listing,
) => Promise<boolean>;

/** Hands plugin-kubernetes' clusters to another plugin of the same backend. */
export interface ClustersService {
  /** Called once plugin-kubernetes has started; the first offer holds. */
  offer(shared: SharedClusters): void;
  /**
   * Resolves when plugin-kubernetes has started, which may be after the caller
   * has; never, where it is not installed or not configured. So nobody's start
   * may wait for it.
   */
  shared(): Promise<SharedClusters>;
  /** Says how rights are decided from now on. Until then nobody may list anything. */
  decideBy(mayList: MayList): void;
  mayList: MayList;
}

export function createClustersService(): ClustersService {
  let offer: (shared: SharedClusters) => void = () => {};
  const shared = new Promise<SharedClusters>(resolve => {
    offer = resolve;
  });
  let decide: MayList = async () => false;
  return {
    offer,
    shared: () => shared,
    decideBy(mayList) {
      decide = mayList;
    },
    mayList: (credentials, listing) => decide(credentials, listing),
  };
}

/** One for the whole backend, so that what one plugin offers reaches the other. */
export const clustersServiceRef = createServiceRef<ClustersService>({
  id: 'paddock.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => createClustersService(),
    }),
});
