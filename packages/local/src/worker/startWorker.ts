import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildGo } from '../platform/goBuild.ts';
import { checkout } from '../platform/paths.ts';
import { Advice, type Platform } from '../platform/platform.ts';
import { startRelay } from '../platform/relay.ts';
import { waitFor } from '../platform/wait.ts';
import { startContainerd } from './containerd.ts';
import type { ControlPlane } from './controlPlane.ts';
import { installDns } from './dns.ts';
import { startKubelet } from './kubelet.ts';
import { startKubeProxy } from './kubeProxy.ts';
import { workerPlaces } from './names.ts';
import { makeNetwork } from './network.ts';
import { programImage } from './images/ownImages.ts';
import { ensurePackages } from './debian/packages.ts';
import { startRegistry } from './images/registry.ts';
import { fetchRuntime } from './debian/runtimePackages.ts';
import { refuseSecondWorker, sweepWorker } from './sweep.ts';

/** Where the control plane and the worker meet. */
export interface WorkerNetwork {
  /** On the host: what the API server advertises, and where relays for the worker and its pods listen. */
  hostAddress: string;
  /** Where the kubelet, and NodePorts, are reached. */
  workerAddress: string;
  podRange: string;
}

export interface Worker {
  /** Its name in the cluster. */
  node: string;
  address: string;
  /** `localhost:<port>`: what image names begin with, for builds on this machine as for pods. */
  registry: string;
}

/**
 * Removes what a killed run left, then makes the worker's own network, so that the control plane can listen on the
 * host's end of it. Call it before the control plane starts. The stop removes everything of the worker again.
 */
export async function prepareWorkerNetwork(
  platform: Platform,
): Promise<WorkerNetwork> {
  const places = workerPlaces(platform);
  refuseLongPaths(places.folder);
  await ensurePackages(platform);
  await refuseSecondWorker(platform);
  await sweepWorker(platform);
  platform.supervisor.atStop('removing the worker', 60, () =>
    sweepWorker(platform),
  );
  await makeNetwork(places);
  const { hostAddress, workerAddress, podRange } = places;
  return { hostAddress, workerAddress, podRange };
}

/** Starts a node that runs real containers. Resolves when it is Ready and names resolve on it. */
export async function startWorker(
  platform: Platform,
  cluster: ControlPlane,
): Promise<Worker> {
  const places = workerPlaces(platform);
  mkdirSync(places.runFolder, { recursive: true });
  await serveRegistry(platform, places.hostAddress);

  const programs = await fetchRuntime(platform);
  const source = join(checkout, 'packages/local/go/dns');
  const ldflags = '-s -w';
  const pauseProgram = await buildGo(platform, {
    name: 'pause',
    folder: join(source, 'pause'),
    ldflags,
  });
  const dnsProgram = await buildGo(platform, {
    name: 'dns',
    folder: source,
    ldflags,
  });

  await platform.steps.run('The real worker node', async say => {
    const began = new Date();
    say('images of its own');
    const pause = await programImage(platform, 'pause', pauseProgram);
    const dns = await programImage(platform, 'dns', dnsProgram);
    say('containerd');
    const runtime = await startContainerd(platform, programs, pause.reference);
    await runtime.importImage(pause.archive);
    await runtime.importImage(dns.archive);
    say('kubelet');
    await startKubelet(platform, cluster, runtime);
    await startKubeProxy(platform, cluster);
    await untilReady(platform, cluster, began);
    say('DNS');
    await installDns(platform, cluster.api, dns.reference);
  });
  return {
    node: places.node,
    address: places.workerAddress,
    registry: `localhost:${platform.ports.registry}`,
  };
}

async function serveRegistry(
  platform: Platform,
  hostAddress: string,
): Promise<void> {
  const port = platform.ports.registry;
  await startRegistry(platform);
  const relay = await startRelay({
    from: { host: hostAddress, port },
    to: { host: '127.0.0.1', port },
  });
  platform.supervisor.atStop('closing the way to the registry', 5, () =>
    relay.close(),
  );
}

async function untilReady(
  platform: Platform,
  cluster: ControlPlane,
  began: Date,
): Promise<void> {
  const { node } = workerPlaces(platform);
  await waitFor(
    {
      what: `The node ${node}`,
      seconds: 90,
      signal: platform.supervisor.signal,
      whatToDo:
        'The logs in the state folder, logs/kubelet.log and logs/containerd.log, say why.',
      every: 300,
    },
    async () => {
      const { status } = await cluster.api.get<Node>(`/api/v1/nodes/${node}`);
      const ready = status.conditions?.find(
        condition => condition.type === 'Ready',
      );
      // After a restart the cluster still remembers the node of the last run; times have whole seconds.
      const isNew =
        Date.parse(ready?.lastHeartbeatTime ?? '') > began.getTime() - 1000;
      return ready?.status === 'True' && isNew;
    },
  );
}

interface Node {
  status: {
    conditions?: Array<{
      type: string;
      status: string;
      lastHeartbeatTime: string;
    }>;
  };
}

/** The name of a socket may have 107 bytes (unix(7)); the kubelet's is the longest of a worker. */
function refuseLongPaths(folder: string): void {
  const longest = join(
    folder,
    'kubelet/device-plugins/kubelet_internal_checkpoint',
  );
  if (Buffer.byteLength(longest) <= 107) return;
  throw new Advice(
    `The path of the state folder is too long for the sockets of a real worker (${folder}).`,
    'Choose a shorter one with --state.',
  );
}
