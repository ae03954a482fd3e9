import {
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_OWNED_BY,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import {
  type CatalogProcessor,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { location } from './entities';

const relationFields = {
  owner: RELATION_OWNED_BY,
  dependsOn: RELATION_DEPENDS_ON,
  dependencyOf: RELATION_DEPENDENCY_OF,
} as const;

/** Spread and lodash copy it, JSON does not: it never leaves the process. */
const kept = Symbol('paddock.spec');

type Kept = Entity & { [kept]?: Entity['spec'] };

/**
 * Relations of resources, without their inverse. The catalog's own processor writes each relation on both sides, and
 * everybody may read a group or a component: its `ownerOf` and `dependsOn` would name what the person may not see.
 *
 * So the first processor takes what relations are made of from the entity before the catalog's own processor looks at
 * it, and the second one puts it back after that.
 */
export function createOneWayRelations(): CatalogProcessor[] {
  return [
    {
      getProcessorName: () => 'PaddockOneWayRelations',
      getPriority: () => 0,
      async postProcessEntity(entity, from, emit) {
        if (stringifyLocationRef(from) !== location) return entity;
        const source = getCompoundEntityRef(entity);
        const spec = { ...entity.spec };
        for (const [field, type] of Object.entries(relationFields)) {
          for (const ref of [spec[field] ?? []].flat()) {
            const target = parseEntityRef(String(ref));
            emit(processingResult.relation({ source, type, target }));
          }
          delete spec[field];
        }
        return { ...entity, spec, [kept]: entity.spec } as Kept;
      },
    },
    {
      getProcessorName: () => 'PaddockOneWayRelationsRestore',
      getPriority: () => 1000,
      async postProcessEntity(entity, from) {
        if (stringifyLocationRef(from) !== location) return entity;
        const { [kept]: spec, ...rest } = entity as Kept;
        if (!spec) {
          throw new Error('Another processor dropped what it did not know.');
        }
        return { ...rest, spec };
      },
    },
  ];
}
