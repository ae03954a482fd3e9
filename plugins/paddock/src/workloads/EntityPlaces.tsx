import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import { Denied } from '../parts/state/Denied';
import { Lost } from '../parts/state/Lost';
import { Refused } from '../parts/state/Refused';
import { lookupOf } from './annotations';
import { type EntityPlace, useEntityPlaces } from './useEntityPlaces';

interface EntityPlacesProps {
  /** What is shown of the namespaces; they are undefined while they are not known. */
  of: (places: readonly EntityPlace[] | undefined) => ReactNode;
}

/** Something about the namespaces that the entity of the page runs in; why not, where they cannot be told. */
export function EntityPlaces({ of }: EntityPlacesProps) {
  const { entity } = useEntity();
  // Nothing is looked for, and so there is nothing to wait for.
  if (!lookupOf(entity)) return <>{of([])}</>;
  return <Connected entity={entity} of={of} />;
}

function Connected({ entity, of }: EntityPlacesProps & { entity: Entity }) {
  const { topic, places } = useEntityPlaces(stringifyEntityRef(entity));
  const { name } = entity.metadata;
  switch (topic.state) {
    case 'lost':
      return <Lost what={`Where ${name} runs`} {...topic} />;
    case 'denied':
      return <Denied what={`where ${name} runs`} {...topic} />;
    case 'refused':
      return <Refused what={`Where ${name} runs`} reason={topic.reason} />;
    default:
      return <>{of(places)}</>;
  }
}
