import type { Pki } from '../platform/pki.ts';
import type { KubeApi } from './api.ts';
import type { Identity } from './identities.ts';

/** A running control plane, as the other parts of the platform see it. */
export interface Cluster {
  /** Also holds kubelet and kube-proxy. */
  readonly binary: string;
  /** On loopback. */
  readonly server: string;
  /** Of the administrator. */
  readonly kubeconfig: string;
  readonly pki: Pki;
  /** As the administrator. */
  readonly api: KubeApi;
  /** Runs kubectl as the administrator and returns what it printed; throws with its complaint. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /**
   * Makes a client certificate and a kubeconfig with it, and returns the
   * path. `server` is for callers that do not reach this host's loopback.
   */
  kubeconfigFor(identity: Identity, server?: string): Promise<string>;
  /** Keeps ordinary pods off the simulated nodes, or lets them go there. */
  setSimulatedTaint(on: boolean): Promise<void>;
  /** The token that the portal shows to the API server. */
  portalToken(): Promise<string>;
}

export interface ClusterOptions {
  /**
   * The host's address on the link to a worker's network; the link must be
   * up. Without it the cluster has simulated nodes only.
   */
  readonly workerAddress?: string;
  /** How many simulated nodes; 12 when nothing is said. */
  readonly simulatedNodes?: number;
}
