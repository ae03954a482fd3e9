import { availableParallelism, totalmem } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';
import { makeCgroup } from './cgroups.ts';
import type { Runtime } from './containerd.ts';
import type { ControlPlane } from './controlPlane.ts';
import { rememberKernelSettings } from './kernelSettings.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { clusterDomain, dnsAddress, workerPlaces } from './names.ts';
import { startInside } from './network.ts';

/** Tells the real node from simulated ones; DNS and what needs real containers select it. */
export const realNodeLabel = { 'paddock.internal/node': 'real' } as const;

// The keys that simulated nodes have, too, so that spreading by zone or type sees one pool.
const placeLabels = {
  'node.kubernetes.io/instance-type': 'this-machine',
  'topology.kubernetes.io/region': 'local',
  'topology.kubernetes.io/zone': 'zone-a',
} as const;

/** Starts the kubelet, which registers the node. The node is Ready a few seconds later. */
export async function startKubelet(
  platform: Platform,
  { binary, pki }: ControlPlane,
  runtime: Runtime,
): Promise<void> {
  const places = workerPlaces(platform);
  const { node, workerAddress } = places;
  await pki.issue([
    {
      name: 'kubelet-client',
      authority: 'cluster',
      commonName: `system:node:${node}`,
      organizations: ['system:nodes'],
      usages: ['client'],
    },
    {
      name: 'kubelet-server',
      authority: 'kubelet',
      commonName: node,
      dnsNames: [node],
      ipAddresses: [workerAddress],
      usages: ['server'],
    },
  ]);
  makeCgroup(places.name);
  rememberKernelSettings(places.folder);

  const folder = join(places.folder, 'kubelet');
  mkdirSync(join(folder, 'static-pods'), { recursive: true });
  const config = join(places.folder, 'kubelet.json');
  writeFileSync(
    config,
    JSON.stringify(kubeletConfig(platform, { folder, pki, runtime }), null, 2),
  );
  const labels = Object.entries({ ...placeLabels, ...realNodeLabel }).map(
    ([name, value]) => `${name}=${value}`,
  );
  startInside(platform, {
    name: 'kubelet',
    command: binary,
    args: [
      'kubelet',
      `--config=${config}`,
      // For cAdvisor in it, which otherwise does not find the pods' network counters.
      `--containerd=${runtime.socket}`,
      `--kubeconfig=${writeKubeconfig(platform, pki, 'kubelet-client')}`,
      `--root-dir=${folder}`,
      `--cert-dir=${join(folder, 'pki')}`,
      `--hostname-override=${node}`,
      `--node-ip=${workerAddress}`,
      `--node-labels=${labels.join(',')}`,
    ],
    // It calls mount, iptables and their like by name.
    env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin` },
  });
}

type Settings = { folder: string; pki: ControlPlane['pki']; runtime: Runtime };

function kubeletConfig(platform: Platform, { folder, pki, runtime }: Settings) {
  const places = workerPlaces(platform);
  const resolvConf = join(places.folder, 'resolv.conf');
  // Pods with the node's own DNS get none of the host's servers: those are not reachable from here.
  writeFileSync(resolvConf, `nameserver ${dnsAddress}\n`);
  const serving = pki.files('kubelet-server');
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: places.workerAddress,
    port: platform.ports.kubelet,
    readOnlyPort: 0,
    healthzBindAddress: '127.0.0.1',
    healthzPort: platform.ports.kubeletHealth,
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true, cacheTTL: '30s' },
      x509: { clientCAFile: pki.authority('cluster') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: serving.certificate,
    tlsPrivateKeyFile: serving.key,
    containerRuntimeEndpoint: `unix://${runtime.socket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${places.name}`,
    failCgroupV1: false,
    failSwapOn: false,
    clusterDNS: [dnsAddress],
    clusterDomain,
    resolvConf,
    podLogsDir: join(places.folder, 'pod-logs'),
    staticPodPath: join(folder, 'static-pods'),
    volumePluginDir: join(folder, 'volume-plugins'),
    maxPods: 60,
    systemReserved: reserved(),
    evictionHard: {
      'memory.available': '100Mi',
      'nodefs.available': '2%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '2%',
      'imagefs.inodesFree': '1%',
    },
    // The images of DNS and of pods themselves come from no registry: once collected, they would not come back.
    imageGCHighThresholdPercent: 100,
    nodeStatusUpdateFrequency: '5s',
    serializeImagePulls: false,
    containerLogMaxSize: '10Mi',
  };
}

/** The worker shares its machine with the control plane and with whoever sits before it: half is theirs. */
function reserved() {
  const mebibytes = Math.floor(totalmem() / 2 ** 20);
  return {
    cpu: `${Math.floor(availableParallelism() * 250)}m`,
    memory: `${Math.floor(mebibytes / 2)}Mi`,
  };
}
