import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { KUBERNETES_ANNOTATION } from '@backstage/plugin-kubernetes-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { type Audience, maySeeIn } from '../../access/audience';
import { relationsOf } from '../../access/personOfEntity';
import type { Right, WatchedCluster } from '../../kube/watch/cache';
import { readTarget } from '../entity/entityTarget';
import type { Told } from './rollBackOne';

interface TellParts {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getEntities'>;
  notifications: Pick<NotificationService, 'send'>;
  logger: LoggerService;
  audience: Audience;
  clusters: { get(name: string): WatchedCluster | undefined };
  /** What must be allowed for something of this kind to be seen. */
  rightsFor(kind: string): Right[];
}

/**
 * Sends a notification to the owners of the entities that the workload names by its label; to nobody where it names
 * none, and to none of them whom the cluster does not let see it: any entity can claim a workload.
 */
export function createTellOwners(parts: TellParts): (told: Told) => void {
  const { notifications, logger, audience, clusters, rightsFor } = parts;

  async function tell(told: Told) {
    const cluster = clusters.get(told.cluster);
    if (!cluster) return;
    const { namespace } = told.row;
    const rights = rightsFor('Deployment').map(each => ({
      ...each,
      namespace,
    }));
    const mayKnow = maySeeIn(cluster, rights);
    for (const entity of await entitiesOf(parts, told)) {
      const owners = await audience(
        relationsOf(entity, RELATION_OWNED_BY),
        mayKnow,
      );
      if (owners.length > 0) {
        await notifications.send(messageOf(told, entity, owners));
      }
    }
  }

  return told => {
    tell(told).catch(error =>
      logger.warn(
        `Nobody was notified of the rollback of ${told.row.namespace}/${told.row.name}: ${error}`,
      ),
    );
  };
}

async function entitiesOf(
  { auth, catalog }: TellParts,
  { cluster, row }: Told,
): Promise<Entity[]> {
  if (!row.component) return [];
  const credentials = await auth.getOwnServiceCredentials();
  const filter = {
    [`metadata.annotations.${KUBERNETES_ANNOTATION}`]: row.component,
  };
  const { items } = await catalog.getEntities({ filter }, { credentials });
  return items.filter(entity => {
    try {
      const target = readTarget(entity);
      const here = target.cluster === undefined || target.cluster === cluster;
      return here && target.matches(row);
    } catch {
      // Its selector is none: such an entity has no workloads.
      return false;
    }
  });
}

/** No more than that it happened: whoever may not see the workload learns nothing of what is in it. */
function messageOf(
  { cluster, row, record }: Told,
  entity: Entity,
  owners: string[],
) {
  const { kind, metadata } = entity;
  const { namespace = 'default', name } = metadata;
  return {
    recipients: { type: 'entity' as const, entityRef: owners },
    payload: {
      title: `${row.name} in ${cluster} was rolled back by itself`,
      description: `Revision ${record.from} made no progress before its deadline. Revision ${record.to} took its place.`,
      link: `/catalog/${namespace}/${kind.toLowerCase()}/${name}/live`,
      severity: 'high' as const,
      topic: 'workloads',
      scope: `paddock:rollback:${cluster}:${row.id}:${
        record.from
      }:${stringifyEntityRef(entity)}`,
    },
  };
}
