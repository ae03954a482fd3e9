import type { Reach } from '../live/frames';

/** One resource that a quota bounds. Kubernetes quantities, as the quota controller counts them. */
export interface QuotaLine {
  /** `requests.cpu`, `pods`, `count/deployments.apps` */
  resource: string;
  used: string;
  hard: string;
}

/** One ResourceQuota, divided as `kubectl get resourcequota` does. */
export interface NamespaceQuota {
  name: string;
  /** Which objects are counted, e.g. `NotTerminating`; empty for all. */
  scopes: string[];
  requests: QuotaLine[];
  limits: QuotaLine[];
}

/** Answer of `GET …/namespaces/:namespace/quotas`. */
export interface Quotas {
  /** How far the portal's picture of the cluster's quotas can be trusted: what it has not read yet may be missing. */
  reach: Reach;
  items: NamespaceQuota[];
}
