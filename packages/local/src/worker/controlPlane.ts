import type { KubeApi } from '../cluster/api.ts';
import type { Pki } from '../platform/pki.ts';

/** What a worker needs of the control plane that it joins. */
export interface ControlPlane {
  /** Holds kubelet and kube-proxy, chosen by the first argument. */
  readonly binary: string;
  readonly pki: Pki;
  /** As the cluster's administrator. */
  readonly api: KubeApi;
}
