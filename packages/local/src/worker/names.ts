import { join } from 'node:path';
import type { Platform } from '../platform/platform.ts';

/** Where a platform's worker keeps what it needs; addresses and names differ by instance, so that several run side by side. */
export interface WorkerPlaces {
  /** The node's name in the cluster. */
  node: string;
  /** The network namespace, and the cgroup, of the worker. */
  name: string;
  /** The host's end of the veth pair: what pods and the kubelet call to reach the control plane. */
  hostAddress: string;
  /** The worker's end: where the kubelet, NodePorts and the pods are reached. */
  workerAddress: string;
  hostLink: string;
  workerLink: string;
  podRange: string;
  /** Kept between starts: images, containers' files, the kubelet's volumes. */
  folder: string;
  /** Emptied at every start: sockets, leases of pod addresses. */
  runFolder: string;
  namespaceFile: string;
}

export function workerPlaces({
  instance,
  state,
}: Pick<Platform, 'instance' | 'state'>): WorkerPlaces {
  const name = `paddock-${instance}`;
  const folder = join(state, 'worker');
  return {
    node: 'real-1',
    name,
    hostAddress: `10.99.${instance}.1`,
    workerAddress: `10.99.${instance}.2`,
    hostLink: `pdk${instance}h`,
    workerLink: `pdk${instance}w`,
    podRange: `10.244.${instance}.0/24`,
    folder,
    runFolder: join(folder, 'run'),
    namespaceFile: `/run/netns/${name}`,
  };
}

/** In the range of Services, the same in every instance: it is known only inside the worker’s network. */
export const dnsAddress = '10.96.0.10';
export const clusterDomain = 'cluster.local';
