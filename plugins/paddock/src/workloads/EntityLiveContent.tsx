import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { ReactNode } from 'react';
import type { PodLine } from '@paddock/backstage-plugin-paddock-common';
import { Denied } from '../parts/state/Denied';
import { Lost } from '../parts/state/Lost';
import { Refused } from '../parts/state/Refused';
import { Waiting } from '../parts/state/Waiting';
import { ReachNotes } from '../parts/state/ReachNotes';
import { lookupOf, type Lookup } from './annotations';
import { MissingAnnotation } from './MissingAnnotation';
import { LiveWorkloads } from './LiveWorkloads';
import { useEntityWorkloads } from './useEntityWorkloads';
import type { Section } from './WorkloadCard';

interface EntityLiveContentProps {
  onOpenPod: (pod: PodLine) => void;
  /** What else can be done here, beside the page's first line. */
  tools?: ReactNode;
  /** More about a workload, each one click away. */
  sections?: Section[];
}

/** The Live tab of an entity's page: is it well, and what do I do now? */
export function EntityLiveContent(props: EntityLiveContentProps) {
  const { entity } = useEntity();
  const lookup = lookupOf(entity);
  return lookup ? (
    <EntityLive {...props} entity={entity} lookup={lookup} />
  ) : (
    <MissingAnnotation entity={entity} />
  );
}

interface EntityLiveProps extends EntityLiveContentProps {
  entity: Entity;
  lookup: Lookup;
}

function EntityLive({ entity, lookup, ...shown }: EntityLiveProps) {
  const { topic, workloads } = useEntityWorkloads(stringifyEntityRef(entity));
  const { name } = entity.metadata;
  switch (topic.state) {
    case 'waiting':
      return (
        <>
          <ReachNotes clusters={topic.clusters} />
          <Waiting what={`the workloads of ${name}`} />
        </>
      );
    case 'lost':
      return <Lost what={`The workloads of ${name}`} {...topic} />;
    case 'denied':
      return <Denied what={`the workloads of ${name}`} {...topic} />;
    case 'refused':
      return (
        <Refused what={`The workloads of ${name}`} reason={topic.reason} />
      );
    default:
      return (
        <LiveWorkloads
          name={name}
          lookup={lookup}
          workloads={workloads}
          freshness={topic.freshness}
          clusters={topic.clusters}
          {...shown}
        />
      );
  }
}
