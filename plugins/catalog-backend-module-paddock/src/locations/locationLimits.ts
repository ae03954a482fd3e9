import { setImmediate } from 'node:timers/promises';
import {
  ANNOTATION_LOCATION,
  stringifyEntityRef,
  stringifyLocationRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type {
  CatalogProcessor,
  LocationSpec,
} from '@backstage/plugin-catalog-node';
import type { LocationLimits } from './limits';

/** Locations whose entities are counted at a time; the one that was begun first is forgotten. */
const mostOrigins = 1_000;

/** `$text: ./file` and the like, each of which is another file to read. */
function countPlaceholders(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const [key, ...others] = Object.keys(value);
  if (key?.startsWith('$') && others.length === 0) return 1;
  return Object.values(value).reduce(
    (sum: number, inner) => sum + countPlaceholders(inner),
    0,
  );
}

function countTargets({ kind, spec }: Entity): number {
  if (kind.toLowerCase() !== 'location') return 0;
  const { target, targets } = (spec ?? {}) as Record<string, unknown>;
  return (target ? 1 : 0) + (Array.isArray(targets) ? targets.length : 0);
}

/** Whether it is what somebody registered, and not what one of its files holds. */
const isRegistered = (entity: Entity, origin: LocationSpec) =>
  entity.kind === 'Location' &&
  entity.spec?.target === origin.target &&
  entity.metadata.annotations?.[ANNOTATION_LOCATION] ===
    stringifyLocationRef(origin);

/**
 * Keeps a registered location within its limits however its files lead to each other: a Location may name others, which
 * may name others. Its entities are counted anew each time that the location itself is processed, be it for a dry run;
 * those beyond the limit get an error instead of being followed. What the configuration names by file is the operator's.
 */
export function createLocationLimits({
  entitiesPerLocation,
  filesPerLocation,
  placeholdersPerEntity,
}: LocationLimits): CatalogProcessor {
  const seen = new Map<string, Set<string>>();

  function begin(origin: string) {
    seen.delete(origin);
    seen.set(origin, new Set());
    const [oldest] = seen.keys();
    if (seen.size > mostOrigins && oldest) seen.delete(oldest);
  }

  function count(entity: Entity, origin: LocationSpec) {
    const ref = stringifyLocationRef(origin);
    if (isRegistered(entity, origin)) begin(ref);
    // Of what an entity provider brings no location was registered.
    const entities = seen.get(ref);
    if (!entities) return;
    const name = stringifyEntityRef(entity);
    // One more, for the location itself.
    if (!entities.has(name) && entities.size > entitiesPerLocation) {
      throw new InputError(
        `Its location and what it leads to hold more than ${entitiesPerLocation} entities. Register them in several locations.`,
      );
    }
    entities.add(name);
  }

  return {
    getProcessorName: () => 'paddock-location-limits',
    // Before placeholders are read.
    getPriority: () => 10,
    async preProcessEntity(entity, _location, _emit, origin) {
      if (origin.type === 'file') return entity;
      if (countTargets(entity) > filesPerLocation) {
        throw new InputError(
          `This location names more than ${filesPerLocation} targets. Split it.`,
        );
      }
      if (countPlaceholders(entity) > placeholdersPerEntity) {
        throw new InputError(
          `This entity includes more than ${placeholdersPerEntity} files. Write some of them out.`,
        );
      }
      count(entity, origin);
      // The catalog processes the entities of a file in one go, which would let nobody else have a turn.
      await setImmediate();
      return entity;
    },
  };
}
