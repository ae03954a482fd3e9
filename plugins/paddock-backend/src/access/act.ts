import type {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  paddockWorkloadReadPermission,
  paddockWorkloadUpdatePermission,
} from '@paddock/backstage-plugin-paddock-common';
import type { Request } from 'express';
import type { KubeIdentity } from '../kube/watch/cache';
import type { Person } from '../person';
import type { RunningCluster } from '../kube/watchedCluster';
import { recorded, type RecordParts } from '../audit/recorded';
import { authorize } from './authorize';
import { refusalOf } from './refusals';
import { createWhoNow, type WhoNow } from './whoNow';

export interface ActParts extends RecordParts {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  clusters: { get(name: string): RunningCluster | undefined };
  personOf(credentials: BackstageCredentials): Promise<Person>;
}

/** A person at one cluster. */
export interface Actor {
  cluster: RunningCluster;
  as: KubeIdentity;
}

/** With their ref in the catalog, which is one for all clusters. */
export interface NamedActor extends Actor {
  userRef: string;
}

export interface Act {
  /** For reading as the person: nothing is recorded; `whoNow` is for what is read for long. @throws NotAllowedError, NotFoundError, and what the cluster refuses */
  look<T>(
    request: Request,
    cluster: string,
    run: (actor: NamedActor, whoNow: WhoNow) => Promise<T>,
  ): Promise<T>;
  /**
   * Does it as the person, and records it; what the cluster refuses comes out as an error with a fitting status.
   * `prepare` reads the request once it is known that the person may ask at all.
   */
  act<T>(request: Request, about: About, prepare: () => Deed<T>): Promise<T>;
}

/** What is to be done where. */
export interface About {
  eventId: string;
  cluster: string;
  /** Of the portal. Default: to change workloads. */
  permission?: BasicPermission;
}

/** What is to be done, and what of it goes into the record. */
export interface Deed<T> {
  meta: JsonObject;
  run(actor: Actor): Promise<T>;
}

/** The door for everything that a person does in a cluster: permission, identity, audit, and then the cluster's RBAC. */
export function createAct(parts: ActParts): Act {
  const { httpAuth, permissions, clusters, personOf } = parts;

  async function actor(
    request: Request,
    name: string,
    permission: BasicPermission,
  ): Promise<NamedActor & { whoNow: WhoNow }> {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    await authorize(permissions, permission, credentials);
    const cluster = clusters.get(name);
    if (!cluster) throw new NotFoundError(`There is no cluster "${name}"`);
    const personNow = () => personOf(credentials);
    const person = await personNow();
    const as = cluster.identity(person);
    if (as) {
      const { userRef } = person;
      return {
        ...{ cluster, as, userRef },
        whoNow: createWhoNow(cluster, personNow, as),
      };
    }
    throw new NotAllowedError(
      `Your account is not known to the cluster "${cluster.name}": your catalog entity lacks what paddock.identity takes the user name from`,
    );
  }

  return {
    async look(request, name, run) {
      const permission = paddockWorkloadReadPermission;
      const { whoNow, ...who } = await actor(request, name, permission);
      return inWords(name, () => run(who, whoNow));
    },
    async act(request, about, prepare) {
      const {
        eventId,
        cluster,
        permission = paddockWorkloadUpdatePermission,
      } = about;
      const { whoNow: _, ...who } = await actor(request, cluster, permission);
      const { meta, run } = prepare();
      const deed = {
        event: eventId,
        actor: who.userRef,
        request,
        detail: { cluster, user: who.as.user, ...meta },
      };
      return recorded(parts, deed, () => inWords(cluster, () => run(who)));
    },
  };
}

async function inWords<T>(cluster: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw refusalOf(error, cluster);
  }
}
