import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  homeParams,
  paddockWorkloadReadPermission,
} from '@paddock/backstage-plugin-paddock-common';
import { type Caller, defineTopic, type Subject } from '../live/topic';
import type { RunsOf } from './runs';
import { createHomeSource } from './source';

interface HomeParts {
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  runsOf: RunsOf;
}

/** The catalog is asked as the caller: it decides who may know of which service. */
async function homeSubject(
  { catalog, runsOf }: HomeParts,
  refs: string[],
  { credentials }: Caller,
): Promise<Subject> {
  const entityRefs = [...new Set(refs.map(ref => ref.toLowerCase()))].sort();
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs,
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
      ],
    },
    { credentials },
  );
  const entities = items.flatMap(entity => entity ?? []);
  const services = entities.map(entity => stringifyEntityRef(entity));
  const runs = runsOf(entities);
  return {
    key: JSON.stringify([runs.key, runs.unconnected]),
    viewer: 'anybody',
    origins: runs.origins,
    areas: runs.areas,
    onAreas: runs.onAreas,
    named: () => [],
    rights: runs.rights,
    source: scope => createHomeSource(runs, services, scope),
  };
}

/** Topic `home`: how the given services are, and what became of them within the last hour. */
export function createHomeTopic(parts: HomeParts) {
  return defineTopic({
    name: 'home',
    permission: paddockWorkloadReadPermission,
    params: homeParams,
    resolve: ({ services }: { services: string[] }, caller) =>
      homeSubject(parts, services, caller),
  });
}
