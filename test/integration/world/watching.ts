import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../packages/local/src/cluster/cluster.ts';
import { personNamed } from '../../../packages/local/src/people/people.ts';
import {
  createConnection,
  createPace,
  createSilentLogger,
  identityOf,
  usualIdentity,
  watchCluster,
  type Connection,
  type RunningCluster,
} from './backend.ts';
import { startControlPlane, type ControlPlane } from './controlPlane.ts';

/** A connection as the portal has it: with the portal's token, and the cluster's authority. */
export async function connectAsPortal(cluster: Cluster): Promise<Connection> {
  const token = await cluster.portalToken();
  const authority = await readFile(cluster.pki.authority('cluster'), 'base64');
  return createConnection({
    cluster: {
      name: 'local',
      url: cluster.server,
      authMetadata: {},
      caData: authority,
    },
    credential: async () => ({ type: 'bearer token', token }),
  });
}

/** Watches as the backend does, until everything is known. */
export async function watch(connection: Connection): Promise<RunningCluster> {
  const running = watchCluster({
    name: 'local',
    connection,
    pace: createPace(),
    logger: createSilentLogger(),
    identity: person => identityOf(person, usualIdentity),
  });
  await until('all kinds are known', () => running.reach().state === 'live');
  return running;
}

export interface WatchedControlPlane extends ControlPlane {
  connection: Connection;
  watched: RunningCluster;
}

/** The embedded control plane, and what the backend watches of it. */
export async function startWatched(): Promise<WatchedControlPlane> {
  const controlPlane = await startControlPlane();
  try {
    const connection = await connectAsPortal(controlPlane.cluster);
    const watched = await watch(connection);
    const stop = () => {
      watched.stop();
      return controlPlane.stop();
    };
    return { ...controlPlane, connection, watched, stop };
  } catch (error) {
    await controlPlane.stop();
    throw error;
  }
}

/** A sample person, as the portal maps them to the cluster's users and groups. */
export function identityOfSample(name: string) {
  const person = personNamed(name);
  if (!person) throw new Error(`There is no sample person "${name}"`);
  const identity = identityOf(
    {
      userRef: `user:default/${name}`,
      groupRefs: person.groups.map(group => `group:default/${group}`),
      email: person.email,
    },
    usualIdentity,
  );
  if (!identity) throw new Error(`${name} is nobody to the cluster`);
  return identity;
}

/** Looks again and again until something holds; returns how long that took, in milliseconds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<number> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > withinMs) {
      throw new Error(`Waited ${withinMs} ms in vain until ${what}`);
    }
    await sleep(10);
  }
  return performance.now() - began;
}
