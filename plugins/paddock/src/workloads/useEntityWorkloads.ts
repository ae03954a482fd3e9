import type { EntityWorkloadItem } from '@paddock/backstage-plugin-paddock-common';
import { useMemo } from 'react';
import { useTopic } from '../live/useTopic';
import { groupWorkloads } from './select';

/** The workloads of one entity over all clusters, with their pods, live. */
export function useEntityWorkloads(entityRef: string) {
  const topic = useTopic<EntityWorkloadItem>('entity-workloads', { entityRef });
  const items = topic.state === 'ready' ? topic.items : undefined;
  const workloads = useMemo(
    () => (items ? groupWorkloads(items.values()) : []),
    [items],
  );
  return { topic, workloads };
}
