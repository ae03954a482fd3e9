import type {
  Reach,
  Workload,
  WorkloadWindow,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useMemo, useState } from 'react';
import {
  forgotten,
  type Freshness,
  type TopicState,
} from '../../live/topicState';
import { useTopic } from '../../live/useTopic';
import { useSlowed } from '../../parts/useSlowed';
import { windowFor, type Filters } from './filters';
import { createRows, type Rows } from '../rows';

/** Scrolling asks once it slows down. */
const slowMs = 120;

interface Shown {
  rows: Rows;
  freshness: Freshness;
  clusters: Record<string, Reach>;
}

/** Rows of the window before, which are as old as the portal is away. */
function aged(last: Shown, topic: TopicState): Shown {
  if (topic.state !== 'lost') return last;
  const { since, reason } = topic;
  return { ...last, freshness: { state: 'stale', since, reason } };
}

/** A window of all workloads that a person may see, live; `first` is the first row in sight. While the next window is on its way the last one stays. */
export function useWorkloads(filters: Filters, first: number) {
  const offset = useSlowed(windowFor(first).offset, slowMs);
  const params = { ...filters, ...windowFor(0), offset };
  const key = JSON.stringify(params);
  const topic = useTopic<Workload, WorkloadWindow>('workloads', params);
  const [last, setLast] = useState<Shown>();
  const [clusters, setClusters] = useState<Record<string, Reach>>({});

  const current = useMemo((): Shown | undefined => {
    if (topic.state !== 'ready' || !topic.meta) return undefined;
    const rows = createRows(key, topic.items, topic.meta);
    return { rows, freshness: topic.freshness, clusters: topic.clusters };
  }, [topic, key]);
  // The next window is on its way; what was taken away must not be kept.
  const keep =
    topic.state === 'lost' ||
    (topic.state === 'waiting' && topic !== forgotten);
  useEffect(() => {
    if (current) {
      setLast(current);
      const known = Object.keys(current.clusters).length > 0;
      if (known) setClusters(current.clusters);
    } else if (!keep) {
      setLast(undefined);
      setClusters({});
    }
  }, [current, keep]);

  const shown = current ?? (keep && last ? aged(last, topic) : undefined);
  // How the clusters are follows a snapshot: until then, as they were.
  const told = Object.keys(shown?.clusters ?? {}).length > 0;
  return {
    topic,
    shown: shown && { ...shown, clusters: told ? shown.clusters : clusters },
  };
}
