import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Advice, type Platform } from '../platform/platform.ts';
import { removeCgroup, signal } from './cgroups.ts';
import { restoreKernelSettings } from './kernelSettings.ts';
import { commandOf, removeLeftovers } from './leftovers.ts';
import { unmountAll } from './mounts.ts';
import { workerPlaces, type WorkerPlaces } from './names.ts';
import { removeNetwork } from './network.ts';
import { attempt } from './run.ts';

/**
 * Removes every trace of a worker from the machine: processes, cgroups, mounts, the network namespace, settings.
 * Runs at the stop, and at the start after a run that was killed; doing it twice does no harm.
 * What is kept between starts (images, volumes, containers' files) stays in the state folder.
 */
export async function sweepWorker(
  platform: Pick<Platform, 'instance' | 'state'>,
): Promise<void> {
  const places = workerPlaces(platform);
  for (const id of await processesInside(places)) signal(id, 'SIGKILL');
  await removeCgroup(places.name);
  await unmountAll(platform.state);
  await removeNetwork(places);
  restoreKernelSettings(places.folder);
  removeLeftovers(places);
  rmSync(places.runFolder, { recursive: true, force: true });
}

/**
 * Two platforms of one instance would take each other's worker down. The parts of a worker end with their starter,
 * so one that goes on running has a starter that does, too.
 */
export async function refuseSecondWorker(platform: Platform): Promise<void> {
  const places = workerPlaces(platform);
  const isPart = (id: number) =>
    commandOf(id).some(
      word => word.endsWith('/containerd') || word === 'kubelet',
    );
  for (let tries = 0; ; tries += 1) {
    const parts = (await processesInside(places)).filter(isPart);
    if (parts.length === 0) return;
    if (tries >= 50) {
      throw new Advice(
        `A worker of instance ${platform.instance} is running already (process ${parts[0]}).`,
        'Stop the platform that it belongs to, or start this one with another --instance.',
      );
    }
    await pause(200);
  }
}

async function processesInside(places: WorkerPlaces): Promise<number[]> {
  if (!existsSync(places.namespaceFile)) return [];
  const listed = await attempt('ip', ['netns', 'pids', places.name]);
  return (listed ?? '').split('\n').filter(Boolean).map(Number);
}
