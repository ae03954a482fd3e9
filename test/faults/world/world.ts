import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { freePort } from '../../../packages/local/src/postgres/freePort.ts';
import {
  startPostgres,
  type Postgres,
} from '../../../packages/local/src/postgres/startPostgres.ts';
import {
  clusterAuthMount,
  kvMount,
  kvPrefix,
} from '../../../packages/local/src/vault/policy.ts';
import {
  startVaultBeside,
  type RunningVault,
} from '../../../packages/local/src/vault/startVault.ts';
import {
  startControlPlane,
  type ControlPlane,
} from '../../integration/world/controlPlane.ts';
import type { Server } from './backendServices.ts';
import {
  prepareBackend,
  type BackendProcess,
  type Crash,
  type PreparedBackend,
} from './backendProcess.ts';
import { openDatabase, type Database } from './database.ts';
import { offerVolumes } from './volumes.ts';

/** What the teams may take; one of them has plenty, the other has little. */
export const budgets = {
  'group:default/team-payments': { cpuMilli: 1_000_000, pods: 10_000 },
  'group:default/team-storefront': { cpuMilli: 4_000, pods: 100 },
} as const;

/** Everything that the portal rests on, real and on this machine. Filled before the first test. */
export interface World {
  controlPlane: ControlPlane;
  vault: RunningVault;
  postgres: Postgres;
  /** Where PostgreSQL keeps everything; absolute. */
  databaseFolder: string;
  /** Of the plugin, past the plugin. */
  database: Database;
  server: Server;
  /** Absolute; gone afterwards. */
  folder: string;
  /** Ids of requests that a caller was told are accepted. */
  accepted: Set<string>;
  /** All that were ever loaded. */
  processes: Set<Pick<BackendProcess, 'kill'>>;
  /** Started; it may have died of its crash point already. */
  start(crash?: Crash, other?: Other): Promise<BackendProcess>;
}

/** What a process has otherwise than the usual. */
export interface Other {
  database?: object;
  /** Keys of `paddock.requests`. */
  requests?: object;
}

const prefix = 'faults_';
/** Processes that are kept loaded: what is killed is there again at once. */
const spares = 2;

/** What every process prints. */
const logOf = ({ folder }: Pick<World, 'folder'>) =>
  join(folder, 'backend.log');

/** Starts it all before, and ends it after, everything in the file that calls this. */
export function openWorld(): World {
  const world = emptyWorld();
  before(() => fillWorld(world), { timeout: 10 * 60_000 });
  after(() => endWorld(world));
  return world;
}

export const emptyWorld = () =>
  ({
    accepted: new Set<string>(),
    processes: new Set(),
  } as Partial<World> as World);

/** Ends what was started, however far it came. */
export async function endWorld(world: World): Promise<void> {
  await Promise.all([...world.processes].map(each => each.kill()));
  await world.database?.close();
  await world.controlPlane?.stop();
  for (const each of [world.folder, world.databaseFolder]) {
    if (each) rmSync(each, { recursive: true, force: true });
  }
}

export async function fillWorld(world: World): Promise<void> {
  world.folder = mkdtempSync(join(tmpdir(), 'paddock-faults-'));
  world.controlPlane = await startControlPlane(3);
  const { platform, cluster } = world.controlPlane;
  world.vault = await startVaultBeside(platform, cluster);
  // Not in the folder above: PostgreSQL is another user.
  world.databaseFolder = mkdtempSync(join(tmpdir(), 'paddock-postgres-'));
  world.postgres = await startPostgres({
    folder: world.databaseFolder,
    port: await freePort(),
  });
  platform.supervisor.atStop('PostgreSQL', 10, world.postgres.stop);
  await offerVolumes(cluster);
  world.server = {
    url: cluster.server,
    token: await cluster.portalToken(),
    caData: await readFile(cluster.pki.authority('cluster'), 'base64'),
  };
  const ready: PreparedBackend[] = [];
  world.start = async (crash, other) => {
    while (ready.length <= spares) {
      const prepared = prepareBackend(logOf(world));
      world.processes.add(prepared);
      ready.push(prepared);
    }
    return ready.shift()!.start(partsOf(world, other), crash);
  };
  // The first process makes the tables.
  await (await world.start()).stop();
  world.database = openDatabase(urlOf(world));
}

function urlOf({ postgres }: World): string {
  const url = new URL(postgres.connectionString);
  url.pathname = `/${prefix}paddock`;
  return url.href;
}

const partsOf = (world: World, { database, requests }: Other = {}) => ({
  server: world.server,
  database: database ?? {
    client: 'pg',
    connection: world.postgres.connectionString,
    prefix,
  },
  paddock: {
    administrators: ['group:default/platform-admins'],
    requests: {
      // Looks that are not asked for would get in between.
      driftSeconds: 3_600,
      budgets: {
        teams: Object.entries(budgets).map(([team, { cpuMilli, pods }]) => ({
          team,
          budget: {
            cpu: `${cpuMilli}m`,
            pods,
            memory: '1Ti',
            storage: '10Ti',
          },
        })),
      },
      ...requests,
    },
    vault: vaultSection(world),
  },
});

const vaultSection = ({ vault }: World) => ({
  address: vault.address,
  caFile: vault.caFile,
  kvMount,
  prefix: kvPrefix,
  timeoutSeconds: 5,
  login: {
    method: 'appRole',
    mount: 'approle',
    roleIdFile: vault.roleIdFile,
    secretIdFile: vault.secretIdFile,
  },
  clusters: [{ name: 'local', authMount: clusterAuthMount }],
});
