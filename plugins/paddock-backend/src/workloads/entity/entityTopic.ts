import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  entityWorkloadsParams,
  paddockWorkloadReadPermission,
  controllerKinds,
} from '@paddock/backstage-plugin-paddock-common';
import { clusterOrigin } from '../../access/clusterOrigin';
import { type Caller, defineTopic, type Subject } from '../../live/topic';
import {
  areasOf,
  createEntitySource,
  indexesOf,
  onNewArea,
} from './entitySource';
import { readTarget } from './entityTarget';
import { rightsFor, type WorkloadRoom } from '../room';

function parseRef(text: string) {
  try {
    return parseEntityRef(text, { defaultKind: 'component' });
  } catch {
    throw new InputError(
      'That is not an entity reference. Write it as component:default/my-service.',
    );
  }
}

/**
 * What an entity's page shows; the same for the stream and for a single answer.
 * The catalog is asked as the caller, so that it decides who may know of the entity.
 * @throws NotFoundError for an entity that is unknown to the caller, or says nothing of Kubernetes
 */
export async function entitySubject(
  { room, catalog }: { room: WorkloadRoom; catalog: CatalogService },
  entityRef: string,
  { credentials }: Caller,
): Promise<Subject> {
  const ref = parseRef(entityRef);
  const entity = await catalog.getEntityByRef(ref, { credentials });
  if (!entity) {
    throw new NotFoundError(
      `The catalog has no ${stringifyEntityRef(ref)} that you may see.`,
    );
  }
  const target = readTarget(entity);
  return {
    key: target.key,
    viewer: 'anybody',
    origins: () =>
      indexesOf(room, target).map(({ cluster }) => clusterOrigin(cluster)),
    areas: () => areasOf(room, target),
    onAreas(listener) {
      const stops = [
        onNewArea(room, target, listener),
        room.onIndexes(listener),
      ];
      return () => stops.forEach(stop => stop());
    },
    // The catalog names the namespace to everybody who may read the entity.
    named: () =>
      target.namespace === undefined
        ? []
        : indexesOf(room, target).flatMap(({ cluster }) =>
            controllerKinds.map(what => ({
              cluster: cluster.name,
              namespace: target.namespace!,
              what,
            })),
          ),
    rights: rightsFor,
    source: scope => createEntitySource(room, target, scope),
  };
}

/** Topic `entity-workloads`: the workloads of a catalog entity, with their pods. */
export function createEntityTopic(options: {
  room: WorkloadRoom;
  catalog: CatalogService;
}) {
  return defineTopic({
    name: 'entity-workloads',
    permission: paddockWorkloadReadPermission,
    params: entityWorkloadsParams,
    resolve: ({ entityRef }: { entityRef: string }, caller) =>
      entitySubject(options, entityRef, caller),
  });
}
