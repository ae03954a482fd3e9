import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
import type { ControlPlane } from './controlPlane.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { workerPlaces } from './names.ts';
import { startInside } from './network.ts';

/** Starts kube-proxy, which makes Services answer inside the worker's network. */
export async function startKubeProxy(
  platform: Platform,
  { binary, pki }: ControlPlane,
): Promise<void> {
  const places = workerPlaces(platform);
  await pki.issue([
    {
      name: 'kube-proxy',
      authority: 'cluster',
      commonName: 'system:kube-proxy',
      usages: ['client'],
    },
  ]);
  const config = join(places.folder, 'kube-proxy.json');
  const settings = {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    mode: 'nftables',
    bindAddress: places.workerAddress,
    clusterCIDR: places.podRange,
    hostnameOverride: places.node,
    clientConnection: {
      kubeconfig: writeKubeconfig(platform, pki, 'kube-proxy'),
    },
    nodePortAddresses: [`${places.workerAddress}/32`],
    metricsBindAddress: `127.0.0.1:${platform.ports.kubeProxyMetrics}`,
    healthzBindAddress: `127.0.0.1:${platform.ports.kubeProxyHealth}`,
    // With the default of a second, a request right after a rollout can still be sent to a pod that is gone.
    nftables: { minSyncPeriod: '100ms', syncPeriod: '30s' },
    // Zero leaves the kernel's own limits: they belong to the whole machine.
    conntrack: {
      maxPerCore: 0,
      min: 0,
      tcpEstablishedTimeout: '0s',
      tcpCloseWaitTimeout: '0s',
    },
  };
  writeFileSync(config, JSON.stringify(settings, null, 2));
  startInside(platform, {
    name: 'kube-proxy',
    command: binary,
    args: ['kube-proxy', `--config=${config}`],
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
}
