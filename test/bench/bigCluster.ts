import {
  startControlPlane,
  type ControlPlane,
} from '../integration/world/controlPlane.ts';
import { startProbed } from './probed.ts';
import {
  podPath,
  settlePods,
  size,
  writeNamespaces,
  writePods,
} from './manyPods.ts';

let started: Promise<ControlPlane> | undefined;

async function start(say: (line: string) => void): Promise<ControlPlane> {
  const controlPlane = await startControlPlane(size.nodes);
  const { cluster, platform } = controlPlane;
  const { api } = cluster;
  const began = performance.now();
  try {
    await writeNamespaces(api);
    await startProbed(api);
    // On two cores, nodes that are this many miss heartbeats while pods are written; nobody shall evict for that.
    // Nor shall their metrics be read, all thousand every fifteen seconds.
    await platform.supervisor.end('kube-controller-manager');
    await platform.supervisor.end('metrics-server');
    await writePods(api);
    const phases = await settlePods(api, 240);
    const one = JSON.stringify(await api.get(podPath(4_321)));
    const seconds = (performance.now() - began) / 1000;
    say(
      `${size.pods} pods of about ${one.length} bytes on ${
        size.nodes
      } nodes in ${size.namespaces} namespaces: ${JSON.stringify(
        phases,
      )} after ${seconds.toFixed(0)} s`,
    );
    return controlPlane;
  } catch (error) {
    await controlPlane.stop();
    throw error;
  }
}

/** A control plane with 10,000 pods, made once for all benchmarks of a run. */
export function bigCluster(say: (line: string) => void): Promise<ControlPlane> {
  started ??= start(say);
  return started;
}

export async function stopBigCluster(): Promise<void> {
  await (await started?.catch(() => undefined))?.stop();
}
