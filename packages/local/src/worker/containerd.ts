import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '../platform/platform.ts';
import { waitFor } from '../platform/wait.ts';
import { processesIn, signal } from './cgroups.ts';
import { removeSockets, shimSockets } from './leftovers.ts';
import { workerPlaces, type WorkerPlaces } from './names.ts';
import { startInside } from './network.ts';
import type { RuntimePrograms } from './debian/runtimePackages.ts';
import { run } from './run.ts';
import { storageDriver } from './images/storageDriver.ts';

/** ctr and the arguments that every call of it begins with. */
type Client = readonly [string, ...string[]];

export interface Runtime {
  socket: string;
  /** Makes an image known to the node without a registry. */
  importImage(archive: string): Promise<void>;
}

/** Starts containerd inside the worker's network, and ends every container at the stop. */
export async function startContainerd(
  platform: Platform,
  programs: RuntimePrograms,
  pauseImage: string,
): Promise<Runtime> {
  const places = workerPlaces(platform);
  const socket = join(places.runFolder, 'containerd.sock');
  const config = join(places.folder, 'containerd.toml');
  writeNetworkConfig(places);
  writeRegistryConfig(platform, places);
  writeFileSync(
    config,
    containerdConfig(places, { programs, pauseImage, socket }),
  );
  const temporary = join(places.runFolder, 'tmp');
  mkdirSync(temporary, { recursive: true });

  startInside(platform, {
    name: 'containerd',
    command: join(programs.folder, 'containerd'),
    args: ['--config', config],
    // It looks for its shim and for runc on the path.
    env: {
      PATH: `${programs.folder}:${process.env.PATH}:/usr/sbin:/sbin`,
      TMPDIR: temporary,
    },
  });
  const ctr: Client = [
    join(programs.folder, 'ctr'),
    '--address',
    socket,
    '--namespace',
    'k8s.io',
  ];
  await untilAnswers(platform, ctr);
  // Registered after containerd was started, so it runs before containerd is ended.
  platform.supervisor.atStop('ending the containers', 30, () =>
    endContainers(places),
  );
  return {
    socket,
    async importImage(archive) {
      const [command, ...args] = ctr;
      await run(command, [...args, 'images', 'import', '--local', archive]);
    },
  };
}

async function untilAnswers(
  platform: Platform,
  [command, ...args]: Client,
): Promise<void> {
  await waitFor(
    {
      what: 'containerd',
      seconds: 20,
      signal: platform.supervisor.signal,
      whatToDo: 'Its log in the state folder, logs/containerd.log, says why.',
    },
    () => run(command, [...args, 'version']).then(() => true),
  );
}

/**
 * Lets programs end by themselves for a moment, then kills them, while containerd is there to note how they ended.
 * Their shims, and what they had mounted, go with the sweep.
 */
async function endContainers({ name, runFolder }: WorkerPlaces): Promise<void> {
  // Read now: with a task goes the note of where its shim listens, but not always the socket.
  const sockets = shimSockets(runFolder);
  for (const id of processesIn(name)) signal(id, 'SIGTERM');
  for (let tries = 0; tries < 30 && processesIn(name).length > 0; tries += 1)
    await pause(100);
  for (const id of processesIn(name)) signal(id, 'SIGKILL');
  removeSockets(sockets);
}

type Settings = {
  programs: RuntimePrograms;
  pauseImage: string;
  socket: string;
};

function containerdConfig(
  places: WorkerPlaces,
  { programs, pauseImage, socket }: Settings,
): string {
  const unused = [
    'io.containerd.snapshotter.v1.blockfile',
    'io.containerd.snapshotter.v1.btrfs',
    'io.containerd.snapshotter.v1.devmapper',
    'io.containerd.snapshotter.v1.erofs',
    'io.containerd.snapshotter.v1.zfs',
    'io.containerd.nri.v1.nri',
    'io.containerd.tracing.processor.v1.otlp',
    'io.containerd.internal.v1.tracing',
    'io.containerd.internal.v1.opt',
  ];
  const quoted = (text: string) => JSON.stringify(text);
  return `version = 3
root = ${quoted(join(places.folder, 'containerd'))}
state = ${quoted(join(places.runFolder, 'containerd'))}
temp = ${quoted(join(places.runFolder, 'tmp'))}
disabled_plugins = ${JSON.stringify(unused)}

[grpc]
  address = ${quoted(socket)}

[plugins.'io.containerd.cri.v1.images']
  snapshotter = ${quoted(
    storageDriver(places.folder) === 'overlay' ? 'overlayfs' : 'native',
  )}
  [plugins.'io.containerd.cri.v1.images'.pinned_images]
    sandbox = ${quoted(pauseImage)}
  [plugins.'io.containerd.cri.v1.images'.registry]
    config_path = ${quoted(registryConfigFolder(places))}

[plugins.'io.containerd.cri.v1.runtime']
  disable_apparmor = true
  # Without CAP_SYS_RESOURCE, as in many containers and virtual machines, runc dies when it lowers the score.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
  [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
    runtime_type = 'io.containerd.runc.v2'
    [plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
      SystemdCgroup = false
      Root = ${quoted(join(places.runFolder, 'runc'))}
  [plugins.'io.containerd.cri.v1.runtime'.cni]
    bin_dirs = [${quoted(programs.networkPlugins)}]
    conf_dir = ${quoted(networkConfigFolder(places))}
`;
}

const networkConfigFolder = (places: WorkerPlaces) =>
  join(places.folder, 'network.d');
const registryConfigFolder = (places: WorkerPlaces) =>
  join(places.folder, 'registries.d');

function writeNetworkConfig(places: WorkerPlaces): void {
  const config = {
    cniVersion: '1.0.0',
    name: places.name,
    plugins: [
      {
        type: 'bridge',
        bridge: 'pods0',
        isGateway: true,
        isDefaultGateway: true,
        ipMasq: true,
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: places.podRange }]],
          // No pod outlives a start, so neither do the addresses that they held.
          dataDir: join(places.runFolder, 'addresses'),
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
  const folder = networkConfigFolder(places);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'pods.conflist'), JSON.stringify(config, null, 2));
}

/** Inside the worker's network, localhost is not the host's: the registry is called at the host's end of the cable. */
function writeRegistryConfig({ ports }: Platform, places: WorkerPlaces): void {
  const folder = registryConfigFolder(places);
  rmSync(folder, { recursive: true, force: true });
  const named = join(folder, `localhost:${ports.registry}`);
  mkdirSync(named, { recursive: true });
  const address = `http://${places.hostAddress}:${ports.registry}`;
  writeFileSync(
    join(named, 'hosts.toml'),
    `server = "${address}"\n\n[host."${address}"]\n  capabilities = ["pull", "resolve"]\n`,
  );
}
