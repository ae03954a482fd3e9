/** All below 32768, where Linux begins to hand out ephemeral ports, and outside the NodePort range. */
const base = {
  portal: 7007,
  portalDev: 7008,
  signIn: 7010,
  git: 7011,
  registry: 7012,
  etcd: 7020,
  etcdPeer: 7021,
  apiserver: 7030,
  controllerManager: 7031,
  scheduler: 7032,
  kwok: 7033,
  metricsServer: 7034,
  kubelet: 7035,
  kubeletHealth: 7036,
  kubeProxyMetrics: 7037,
  kubeProxyHealth: 7038,
  containerdMetrics: 7039,
  vault: 7040,
  vaultCluster: 7041,
} as const;

export type Ports = { readonly [name in keyof typeof base]: number };

/** Instance 0 is `npm start`; others (a test's own platform) live beside it, a hundred ports further each. */
export function portsOf(instance: number): Ports {
  return Object.fromEntries(
    Object.entries(base).map(([name, port]) => [name, port + instance * 100]),
  ) as Ports;
}
