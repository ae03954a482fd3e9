import { ResponseError } from '@backstage/errors';
import {
  type MetricRange,
  type MetricsAnswer,
  mostMetricPods,
} from '@paddock/backstage-plugin-paddock-common';
import { useEffect, useState } from 'react';
import { inWords, usePortal } from '../portal/usePortal';

/** The pods of a workload. */
export interface MetricsPlace {
  cluster: string;
  namespace: string;
  /** Their names. */
  pods: readonly string[];
}

export type MetricsState =
  | { state: 'waiting' }
  | { state: 'ready'; answer: MetricsAnswer; at: string }
  /** What was seen last; it could not be read again. */
  | { state: 'stale'; answer: MetricsAnswer; since: string; reason: string }
  /** The cluster does not give the person this right. */
  | { state: 'denied'; verb: string; resource: string }
  | { state: 'refused'; reason: string }
  | { state: 'lost'; since: string; reason: string };

/** As often as is measured; until the first figures are there, more often. */
const usualMs = 15_000;
const firstMs = 3_000;

function failed(before: MetricsState, error: unknown): MetricsState {
  const reason = inWords(error);
  if (error instanceof ResponseError && error.response.status === 403) {
    return refusalOf(reason);
  }
  if (before.state === 'ready') {
    return { ...before, state: 'stale', since: before.at, reason };
  }
  if (before.state === 'stale') return { ...before, reason };
  const since = before.state === 'lost' ? before.since : now();
  return { state: 'lost', since, reason };
}

function refusalOf(reason: string): MetricsState {
  if (reason.includes('pods.metrics.k8s.io')) {
    return { state: 'denied', verb: 'get', resource: 'pods.metrics.k8s.io' };
  }
  return reason.includes('pods is forbidden')
    ? { state: 'denied', verb: 'list', resource: 'pods' }
    : { state: 'refused', reason };
}

const now = () => new Date().toISOString();

function pathOf(
  { cluster, namespace, pods }: MetricsPlace,
  range: MetricRange,
): string {
  const names = [...pods].sort().slice(0, mostMetricPods).join(',');
  const query = new URLSearchParams({ pods: names, range });
  return `/clusters/${encodeURIComponent(
    cluster,
  )}/namespaces/${namespace}/metrics?${query}`;
}

/** What the pods use, while they are shown and the page is in sight. Another range leaves the picture until its own is there. */
export function useMetrics(
  place: MetricsPlace,
  range: MetricRange,
): MetricsState {
  const portal = usePortal();
  const path = pathOf(place, range);
  const whole = `${place.cluster}/${place.namespace}`;
  const [metrics, setMetrics] = useState<MetricsState>({ state: 'waiting' });
  useEffect(() => setMetrics({ state: 'waiting' }), [whole]);
  useEffect(() => {
    const stop = new AbortController();
    const over = () => stop.signal.aborted;
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      const answer = await portal.get<MetricsAnswer>(path, stop.signal);
      if (!over()) setMetrics({ state: 'ready', answer, at: now() });
      return answer.at.length < 2 ? firstMs : usualMs;
    };
    const look = async () => {
      const next = await read().catch(error => {
        setMetrics(before => (over() ? before : failed(before, error)));
        return usualMs;
      });
      if (!over()) timer = setTimeout(repeat, next);
    };
    const repeat = () => {
      // Nobody looks: nothing is measured for them either.
      if (document.hidden) timer = setTimeout(repeat, firstMs);
      else void look();
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [portal, path]);
  return metrics;
}
