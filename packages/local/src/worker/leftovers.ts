import {
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  rmdirSync,
} from 'node:fs';
import { join } from 'node:path';
import type { WorkerPlaces } from './names.ts';

/**
 * Files that the kubelet, containerd and the CNI library put at places of their own, whatever they are configured
 * to. Only those of this worker are removed, and a folder when nothing is left in it.
 */
export function removeLeftovers(places: WorkerPlaces): void {
  removeLogLinks(join(places.folder, 'pod-logs'));
  removeSockets(shimSockets(places.runFolder));
  removeNetworkResults(places.name);
  removeDevicePluginSocket();
}

function removeLogLinks(logs: string): void {
  const folder = '/var/log/containers';
  for (const name of list(folder)) {
    const link = join(folder, name);
    if (lstatSync(link).isSymbolicLink() && readlinkSync(link).startsWith(logs))
      rmSync(link);
  }
  removeIfEmpty(folder);
}

/** Where the shims of the running tasks listen: at a place that no configuration changes. */
export function shimSockets(runFolder: string): string[] {
  const tasks = join(
    runFolder,
    'containerd/io.containerd.runtime.v2.task/k8s.io',
  );
  return list(tasks)
    .map(id => join(tasks, id, 'bootstrap.json'))
    .filter(existsSync)
    .map(file => JSON.parse(readFileSync(file, 'utf8')) as { address: string })
    .map(({ address }) => address.replace(/^unix:\/\//, ''));
}

/** A shim that is killed leaves its socket. */
export function removeSockets(sockets: readonly string[]): void {
  for (const socket of sockets) rmSync(socket, { force: true });
  removeIfEmpty('/run/containerd/s');
  removeIfEmpty('/run/containerd');
}

/** Two files for each pod: its network's, which begins with our name, and its loopback's, with the same id. */
function removeNetworkResults(network: string): void {
  const folder = '/var/lib/cni/results';
  const files = list(folder);
  const ids = files
    .filter(name => name.startsWith(`${network}-`) && name.endsWith('-eth0'))
    .map(name => name.slice(network.length + 1, -'-eth0'.length));
  for (const id of ids) {
    rmSync(join(folder, `${network}-${id}-eth0`), { force: true });
    rmSync(join(folder, `cni-loopback-${id}-lo`), { force: true });
  }
  removeIfEmpty(folder);
  removeIfEmpty('/var/lib/cni');
}

/** Another kubelet on this machine, of another instance for instance, has its socket at the same place. */
function removeDevicePluginSocket(): void {
  const folder = '/var/lib/kubelet/device-plugins';
  if (!existsSync(folder) || anyKubeletRuns()) return;
  rmSync(join(folder, 'kubelet.sock'), { force: true });
  removeIfEmpty(folder);
  removeIfEmpty('/var/lib/kubelet');
}

function anyKubeletRuns(): boolean {
  return list('/proc').some(id => {
    if (!/^\d+$/.test(id)) return false;
    const [program = '', part] = commandOf(Number(id));
    return part === 'kubelet' || program.endsWith('/kubelet');
  });
}

/** The words of a process' command line; none when it has ended. */
export function commandOf(id: number): string[] {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

const list = (folder: string) =>
  existsSync(folder) ? readdirSync(folder) : [];

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
}
