import type { Person } from '../person';
import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  DatabaseService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import type { Config } from '@backstage/config';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  amountsOf,
  type PolicyEnforcement,
  type StorageClassFacts,
} from '@paddock/backstage-plugin-paddock-common';
import type { Router } from 'express';
import type { AuditTrail } from '../audit/trail';
import { createAudience } from '../access/audience';
import { nameOfEntity, personOfEntity } from '../access/personOfEntity';
import { createLimits } from '../http/limits';
import type { Reads } from '../live/reads';
import type { Topic } from '../live/topic';
import type { AskParts } from './check/submit';
import { followChanges } from './topics/changes';
import { createChecker } from './check/check';
import { createSweep, startRequestReconciler } from './reconcile/reconcile';
import { createMayWork } from './access/mayWork';
import { createNotify } from './notify';
import type { RequestClusters, RequestParts } from './parts';
import { createPlace } from './topics/place';
import { createRequestTopic, seesRequest } from './topics/requestTopic';
import { createRequestsTopic } from './topics/requestsTopic';
import { createRequestsRouter } from './http/routes';
import { readRequestSettings } from './settings';
import { createRequestStore } from './store/store';
import { createVault } from '../vault/createVault';

/** Checks that one person, and all people, may have under way. */
const checksAtOnce = [2, 20] as const;

export interface RequestsRoomParts {
  config: Config;
  database: DatabaseService;
  clusters: RequestClusters;
  personOf: RequestParts['personOf'];
  usesOf: RequestParts['usesOf'];
  /** The storage classes of a cluster; empty while they are not known. */
  classes(cluster: string): Promise<StorageClassFacts[]>;
  policiesAre(cluster: string): PolicyEnforcement;
  catalog: Pick<CatalogService, 'getEntityByRef' | 'getEntitiesByRefs'>;
  notifications: Pick<NotificationService, 'send'>;
  auditor: AuditorService;
  trail: AuditTrail;
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  scheduler: Pick<SchedulerService, 'scheduleTask'>;
  /** What live views read. */
  reads: Reads;
  logger: LoggerService;
}

export interface RequestsRoom {
  router: Router;
  topics: Topic[];
  /** For the actions of agents. */
  asking: AskParts;
  stop(): Promise<void>;
}

/** What is asked of the catalog: as the portal for the portal's own purposes, else as the person. */
function askCatalog({ catalog, auth }: RequestsRoomParts) {
  return {
    async emailOf(userRef: string): Promise<string | undefined> {
      const credentials = await auth.getOwnServiceCredentials();
      const entity = await catalog.getEntityByRef(userRef, { credentials });
      return (entity as UserEntity | undefined)?.spec?.profile?.email;
    },
    async nameOf(ref: string): Promise<string> {
      const credentials = await auth.getOwnServiceCredentials();
      const entity = await catalog.getEntityByRef(ref, { credentials });
      return nameOfEntity(ref, entity);
    },
    async personNamed(ref: string): Promise<Person | undefined> {
      const credentials = await auth.getOwnServiceCredentials();
      const entity = await catalog.getEntityByRef(ref, { credentials });
      return entity && personOfEntity(ref, entity);
    },
    async hasEntity(ref: string, credentials: BackstageCredentials) {
      return (await catalog.getEntityByRef(ref, { credentials })) !== undefined;
    },
  };
}

function createVaultOf(
  { vault }: RequestParts['settings'],
  logger: LoggerService,
): RequestParts['vault'] {
  if (!vault) return undefined;
  return createVault(vault, { logger, alarm: text => logger.error(text) });
}

/** Opens the tables, and goes on with whatever was begun. @throws what the database or the configuration fails with */
export async function startRequestsRoom(
  parts: RequestsRoomParts,
): Promise<RequestsRoom> {
  const { clusters, auditor, trail, logger, notifications } = parts;
  const settings = readRequestSettings(parts.config);
  const store = await createRequestStore({ ...parts, audit: trail });
  const vault = createVaultOf(settings, logger);
  const send: NotificationService['send'] = message =>
    notifications.send(message);
  const asked = askCatalog(parts);
  const notify = createNotify({
    store,
    send,
    audience: createAudience(parts),
    administrators: settings.administrators,
    nameOf: asked.nameOf,
    logger,
  });
  const mayWork = createMayWork(clusters, asked.personNamed);
  const reconciler = startRequestReconciler({
    store,
    clusters,
    vault,
    settings,
    policiesAre: parts.policiesAre,
    amountsOf,
    mayWork,
    auditor,
    notify,
    logger,
  });
  await parts.scheduler.scheduleTask({
    id: 'paddock-sweep',
    scope: 'global',
    frequency: { minutes: 5 },
    timeout: { minutes: 4 },
    fn: createSweep({ store, clusters, vault, auditor, logger }),
  });
  const room: RequestParts = {
    ...parts,
    ...asked,
    mayWork,
    store,
    vault,
    settings,
    notify,
  };
  const asking: AskParts = {
    ...room,
    checker: createChecker(room),
    checksAtOnce: createLimits(...checksAtOnce),
  };
  const live = createTopics(room, parts.reads);
  return {
    router: createRequestsRouter(asking),
    topics: live.topics,
    asking,
    async stop() {
      live.stop();
      await reconciler.stop();
      vault?.stop();
      await store.stop();
    },
  };
}

/** The live views of requests. */
export function createTopics(
  room: RequestParts,
  reads: Reads,
): {
  topics: Topic[];
  stop(): void;
} {
  const { store, logger, settings } = room;
  const { administrators } = settings;
  const changes = followChanges({ store, logger });
  const place = createPlace(changes, administrators, (visibility, id) =>
    reads.read(visibility.person, () => seesRequest(room, visibility, id)),
  );
  const shared = { store, changes, place, reads, administrators, logger };
  return {
    topics: [
      createRequestsTopic(shared),
      createRequestTopic({ room, changes, place, reads }),
    ],
    stop: changes.stop,
  };
}
