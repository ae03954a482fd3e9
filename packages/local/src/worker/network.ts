import { existsSync, readdirSync } from 'node:fs';
import type { ChildProcess } from 'node:child_process';
import type { Platform } from '../platform/platform.ts';
import { workerPlaces, type WorkerPlaces } from './names.ts';
import { attempt, run } from './run.ts';

/**
 * Makes the worker's network namespace and the one cable to it. Bridges, packet rules and forwarding are switched
 * on inside only, so that nothing of them stays on the host when the namespace goes.
 */
export async function makeNetwork(places: WorkerPlaces): Promise<void> {
  const { name, hostAddress, workerAddress, hostLink, workerLink } = places;
  await run('ip', ['netns', 'add', name]);
  await run('ip', [
    'link',
    'add',
    hostLink,
    'type',
    'veth',
    'peer',
    'name',
    workerLink,
    'netns',
    name,
  ]);
  await run('ip', ['address', 'add', `${hostAddress}/30`, 'dev', hostLink]);
  await run('ip', ['link', 'set', hostLink, 'up']);

  const inside = ['-n', name];
  await run('ip', [...inside, 'link', 'set', 'lo', 'up']);
  await run('ip', [
    ...inside,
    'address',
    'add',
    `${workerAddress}/30`,
    'dev',
    workerLink,
  ]);
  await run('ip', [...inside, 'link', 'set', workerLink, 'up']);
  await run('ip', [...inside, 'route', 'add', 'default', 'via', hostAddress]);
  // The API server on the host proxies to pods by their own addresses.
  await run('ip', ['route', 'add', places.podRange, 'via', workerAddress]);
  await setInside(places, 'net/ipv4/ip_forward', '1');
  await setInside(places, 'net/ipv4/conf/all/route_localnet', '1');
  // Without the bridge module's file, traffic between pods on one bridge is not translated by Services.
  await setInside(places, 'net/bridge/bridge-nf-call-iptables', '1');
}

async function setInside(
  places: WorkerPlaces,
  key: string,
  value: string,
): Promise<void> {
  await run('nsenter', [
    `--net=${places.namespaceFile}`,
    '--',
    'sh',
    '-c',
    `echo ${value} > /proc/sys/${key}`,
  ]);
}

export async function removeNetwork({
  name,
  hostLink,
  namespaceFile,
}: WorkerPlaces): Promise<void> {
  // The kernel takes a namespace apart a moment later; the cable must be gone at once for the next start.
  await attempt('ip', ['link', 'delete', hostLink]);
  if (existsSync(namespaceFile)) await run('ip', ['netns', 'delete', name]);
  // The first "ip netns add" of a machine mounts this folder on itself.
  if (existsSync('/run/netns') && readdirSync('/run/netns').length === 0) {
    await attempt('umount', ['/run/netns']);
  }
}

export interface InsideOptions {
  name: string;
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  graceSeconds?: number;
}

/**
 * Starts a child inside the worker's network. Not by `ip netns exec`, which would also give it mounts of its own.
 * It ends with the starter even when that is killed: nothing may go on changing a worker that no one supervises.
 */
export function startInside(
  platform: Platform,
  options: InsideOptions,
): ChildProcess {
  const { command, args, env, ...rest } = options;
  return platform.supervisor.start({
    ...rest,
    command: 'nsenter',
    args: [
      `--net=${workerPlaces(platform).namespaceFile}`,
      '--',
      'setpriv',
      '--pdeathsig',
      'TERM',
      '--',
      command,
      ...args,
    ],
    // Every address that they call is on this machine.
    env: { NO_PROXY: '*', no_proxy: '*', ...env },
  });
}
